import { Frame } from 'lucide-react';
import { Icon } from '../../design/Icon';
import type { Background, MappingParameters } from '../../../../src/engine/core/presets/index';
import { t } from '../../i18n/translate';
import { resetPlacement } from '../edit/edit';
import type { EditState } from '../edit/use-edit';
import { Segments } from '../../design/Segments';
import { FieldSlider } from './FieldSlider';

interface PlacementGroupProps {
  readonly state: EditState;
  readonly movingCorners: boolean;
  readonly onMoveCorners: (moving: boolean) => void;
}

const FITS = ['cover', 'contain', 'stretch'] as const;

const GROUNDS = ['own', 'light', 'dark'] as const;
const BACKGROUNDS: Record<(typeof GROUNDS)[number], Background | null> = {
  own: null,
  light: { colour: '#d9d5cd', shadow: 0.8 },
  dark: { colour: '#3a3f45', shadow: 0.8 },
};

/** Colours that were set elsewhere count to the nearer of the two. */
function groundOf({ background }: MappingParameters): (typeof GROUNDS)[number] {
  if (!background) return 'own';
  return Number.parseInt(background.colour.slice(3, 5), 16) < 128 ? 'dark' : 'light';
}

/** Where the art lies on the paper, and the paper on what. */
export function PlacementGroup({ state, movingCorners, onMoveCorners }: PlacementGroupProps) {
  return (
    <section className="group" aria-labelledby="placement-title">
      <div className="group-head">
        <h2 id="placement-title">{t('studio.placement')}</h2>
        <button type="button" className="link" onClick={() => state.update(resetPlacement)}>
          {t('action.reset')}
        </button>
      </div>
      <FieldSlider name="rotation" state={state} />
      <FieldSlider name="scale" state={state} />
      <FieldSlider name="offsetX" state={state} />
      <FieldSlider name="offsetY" state={state} />
      <div className="choice">
        <span className="lbl">{t('studio.field.fit')}</span>
        <Segments
          label={t('studio.field.fit')}
          value={state.edit.parameters.fit}
          options={FITS.map((value) => ({ value, label: t(`studio.fit.${value}`) }))}
          onChange={(fit) => state.setParameters((parameters) => ({ ...parameters, fit }))}
        />
      </div>
      <div className="choice">
        <span className="lbl">{t('studio.field.background')}</span>
        <Segments
          label={t('studio.field.background')}
          value={groundOf(state.edit.parameters)}
          options={GROUNDS.map((value) => ({ value, label: t(`studio.background.${value}`) }))}
          onChange={(ground) =>
            state.setParameters((parameters) => ({ ...parameters, background: BACKGROUNDS[ground] }))
          }
        />
      </div>
      <div className="choice">
        <span className="lbl">{t('studio.corners')}</span>
        <button
          type="button"
          className="btn sm corners-toggle"
          aria-pressed={movingCorners}
          onClick={() => onMoveCorners(!movingCorners)}
        >
          <Icon of={Frame} />
          {t('studio.corners.move')}
          <kbd className="kbd">C</kbd>
        </button>
      </div>
    </section>
  );
}

import { Frame } from 'lucide-react';
import { Icon } from '../../design/Icon';
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

/** Where the art lies on the paper. */
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

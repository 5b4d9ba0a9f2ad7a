import { Shuffle } from 'lucide-react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { resetLook } from '../edit/edit';
import type { FieldName } from '../edit/fields';
import type { EditState } from '../edit/use-edit';
import { Segments } from '../../design/Segments';
import { FieldSlider } from './FieldSlider';

const INK: readonly FieldName[] = [
  'fold',
  'illumination',
  'grain',
  'wear',
  'absorption',
  'showThrough',
  'vignette',
  'margin',
];
/** With `multiply` the picture is laid over the sheet; ink and its wear are unknown to it. */
const MULTIPLY: readonly FieldName[] = ['fold', 'illumination', 'vignette', 'margin'];
const EDGES = ['clean', 'deckle'] as const;

/** How the print looks. */
export function LookGroup({ state }: { readonly state: EditState }) {
  const { parameters } = state.edit;
  const names = parameters.blend === 'ink' ? INK : MULTIPLY;
  const shuffle = () =>
    state.setParameters((now) => ({ ...now, seed: crypto.getRandomValues(new Uint32Array(1))[0]! }));
  return (
    <section className="group" aria-labelledby="look-title">
      <div className="group-head">
        <h2 id="look-title">{t('studio.look')}</h2>
        <button type="button" className="link" onClick={() => state.update(resetLook)}>
          {t('action.reset')}
        </button>
      </div>
      {names.map((name) => (
        <FieldSlider key={name} name={name} state={state} />
      ))}
      <div className="choice">
        <span className="lbl">{t('studio.field.edge')}</span>
        <Segments
          label={t('studio.field.edge')}
          value={parameters.edge}
          options={EDGES.map((value) => ({ value, label: t(`studio.edge.${value}`) }))}
          onChange={(edge) => state.setParameters((now) => ({ ...now, edge }))}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={t('studio.another')}
          title={t('studio.another')}
          onClick={shuffle}
        >
          <Icon of={Shuffle} size={16} />
        </button>
      </div>
    </section>
  );
}

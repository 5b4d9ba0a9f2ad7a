import { X } from 'lucide-react';
import { memo, type RefObject, useMemo, useRef, useState } from 'react';
import { PRESETS, type PresetName } from '../../../../src/engine/core/presets/index';
import type { Schema } from '../../api/client';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { type Edit, equalEdits, withPreset } from '../edit/edit';
import type { EditState } from '../edit/use-edit';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { withTemplate } from '../templates/template';
import type { Templates } from '../templates/use-templates';
import { KeepLook } from './KeepLook';
import { useThumbnails } from './use-thumbnails';

interface PresetGroupProps {
  readonly state: EditState;
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
  readonly templates: Templates;
  /** Null while nobody is signed in. */
  readonly onKeep: ((name: string) => Promise<void>) | null;
  readonly onForget: (template: Schema['Template']) => void;
}

/** A look to begin from: a preset, or one that the artist keeps. */
interface Look {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly apply: (edit: Edit) => Edit;
  readonly template?: Schema['Template'];
}

const PRESET_LOOKS: readonly Look[] = (Object.keys(PRESETS) as PresetName[]).map((name) => ({
  key: name,
  title: PRESETS[name].title,
  description: PRESETS[name].description,
  apply: (edit) => withPreset(edit, name),
}));

/** The looks to begin from, each on the artist's own artwork. */
export function PresetGroup({ state, art, paper, templates, onKeep, onForget }: PresetGroupProps) {
  const [all, setAll] = useState(false);
  const cards = useRef(new Map<string, HTMLCanvasElement>());
  const kept = useMemo(() => templates.templates.map(templateLook), [templates.templates]);
  const looks = useMemo(() => [...kept, ...PRESET_LOOKS], [kept]);
  useThumbnails(cards, looks, { edit: state.edit, art, paper, inGesture: state.inGesture });
  const current = kept.find(({ apply }) => equalEdits(apply(state.edit), state.edit))?.key ?? state.edit.preset;
  return (
    <section className="group" aria-labelledby="preset-title">
      <div className="group-head">
        <h2 id="preset-title">{t('studio.preset')}</h2>
        <button type="button" className="link all-looks" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'studio.preset.fewer' : 'studio.preset.all', { count: looks.length })}
        </button>
      </div>
      <LookCards looks={looks} current={current} all={all} cards={cards} onChoose={state.update} onForget={onForget} />
      {onKeep && <KeepLook onKeep={onKeep} />}
    </section>
  );
}

interface LookCardsProps {
  readonly looks: readonly Look[];
  /** Key of the chosen one. */
  readonly current: string;
  readonly all: boolean;
  readonly cards: RefObject<Map<string, HTMLCanvasElement>>;
  readonly onChoose: (apply: Look['apply']) => void;
  readonly onForget: (template: Schema['Template']) => void;
}

const LookCards = memo(({ looks, current, all, cards, onChoose, onForget }: LookCardsProps) => (
  <ul className={all ? 'presets' : 'presets few'}>
    {looks.map(({ key, title, description, apply, template }) => (
      <li key={key} className={key === current ? 'current' : undefined}>
        <button type="button" aria-pressed={key === current} title={description} onClick={() => onChoose(apply)}>
          <canvas
            aria-hidden
            ref={(canvas) => {
              if (canvas) cards.current.set(key, canvas);
            }}
          />
          <span>{title}</span>
        </button>
        {template && (
          <button
            type="button"
            className="icon-button forget"
            aria-label={t('studio.template.delete', { name: template.name })}
            title={t('studio.template.delete', { name: template.name })}
            onClick={() => onForget(template)}
          >
            <Icon of={X} size={14} />
          </button>
        )}
      </li>
    ))}
  </ul>
));
LookCards.displayName = 'LookCards';

function templateLook(template: Schema['Template']): Look {
  const { id, name } = template;
  const title = t('studio.template.mine', { name });
  return { key: id, title, description: title, apply: (edit) => withTemplate(edit, template), template };
}

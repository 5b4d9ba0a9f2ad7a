import { Frame, Layers, Share2, Sun } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Schema } from '../../api/client';
import { problemText } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import type { EditState } from '../edit/use-edit';
import type { Group } from '../editor/ways';
import { readOutput, summaryOf } from '../export/output';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { useTemplates } from '../templates/use-templates';
import type { ShowToast } from '../ui/use-toast';
import { LightGroup } from './LightGroup';
import { LookGroup } from './LookGroup';
import { PlacementGroup } from './PlacementGroup';
import { PresetGroup } from './PresetGroup';

interface PanelProps {
  readonly signedIn: boolean;
  readonly state: EditState;
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
  /** On a phone, the one group that is shown. */
  readonly group: Group;
  readonly onGroup: (group: Group) => void;
  readonly corners: boolean;
  readonly onCorners: (moving: boolean) => void;
  readonly onExport: () => void;
  readonly onShare: () => void;
  readonly onNotice: ShowToast;
}

const GROUPS = [
  { group: 'paper', icon: Layers },
  { group: 'place', icon: Frame },
  { group: 'look', icon: Sun },
] as const;

/** Every setting; on a tablet it slides over the stage, on a phone it shows one group at a time. */
export function Panel(props: PanelProps) {
  const { state, art, paper, group, onGroup } = props;
  const [over, setOver] = useState(false);
  const templates = useTemplates(props.signedIn);
  const { onNotice } = props;
  const { remove } = templates;
  const forget = useCallback(
    (template: Schema['Template']) => {
      const attempt = (work: Promise<void>) => work.catch((error: unknown) => onNotice(problemText(error)));
      const removed = remove(template).then((putBack) =>
        onNotice(t('studio.template.deleted', { name: template.name }), {
          label: t('action.undo'),
          run: () => void attempt(putBack()),
        }),
      );
      void attempt(removed);
    },
    [remove, onNotice],
  );
  return (
    <>
      <button type="button" className="btn panel-opener" aria-expanded={over} onClick={() => setOver(!over)}>
        {t('studio.panel.open')}
      </button>
      <aside className={over ? 'panel over' : 'panel'} aria-label={t('studio.panel.open')}>
        <div className="panel-groups">
          <div className="in-look">
            <PresetGroup
              state={state}
              art={art}
              paper={paper}
              templates={templates}
              onKeep={props.signedIn ? (name) => templates.keep(name, state.edit) : null}
              onForget={forget}
            />
          </div>
          <div className="in-place">
            <PlacementGroup state={state} movingCorners={props.corners} onMoveCorners={props.onCorners} />
          </div>
          <div className="in-look">
            <LookGroup state={state} />
            <LightGroup state={state} art={art} paper={paper} />
          </div>
        </div>
        <div className="panel-foot">
          <div className="summary">
            <span>{summaryOf(readOutput(), paper)}</span>
            <button type="button" className="link" onClick={props.onExport}>
              {t('studio.export.change')}
            </button>
          </div>
          <button type="button" className="btn ink lg wide" onClick={props.onExport}>
            {t('studio.export.print')}
          </button>
        </div>
      </aside>
      <nav className="groups" aria-label={t('studio.panel.open')}>
        {GROUPS.map((entry) => (
          <button
            key={entry.group}
            type="button"
            aria-pressed={group === entry.group}
            onClick={() => onGroup(entry.group)}
          >
            <Icon of={entry.icon} />
            {t(`studio.group.${entry.group}`)}
          </button>
        ))}
        <button type="button" onClick={props.onShare}>
          <Icon of={Share2} />
          {t('studio.group.share')}
        </button>
      </nav>
    </>
  );
}

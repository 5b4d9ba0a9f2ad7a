import { Frame, Layers, Share2, Sun } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import type { EditState } from '../edit/use-edit';
import type { Group } from '../editor/ways';
import { readOutput, summaryOf } from '../export/output';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { LookGroup } from './LookGroup';
import { PlacementGroup } from './PlacementGroup';
import { PresetGroup } from './PresetGroup';

interface PanelProps {
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
  return (
    <>
      <button type="button" className="btn panel-opener" aria-expanded={over} onClick={() => setOver(!over)}>
        {t('studio.panel.open')}
      </button>
      <aside className={over ? 'panel over' : 'panel'} aria-label={t('studio.panel.open')}>
        <div className="panel-groups">
          <div className="in-look">
            <PresetGroup state={state} art={art} paper={paper} />
          </div>
          <div className="in-place">
            <PlacementGroup state={state} movingCorners={props.corners} onMoveCorners={props.onCorners} />
          </div>
          <div className="in-look">
            <LookGroup state={state} />
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

import { Plus, Sparkles } from 'lucide-react';
import { useRef } from 'react';
import { Icon } from '../../design/Icon';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import type { PaperChoice } from '../sources/choices';
import { ACCEPTED_TYPES } from '../sources/local-files';
import { scrollIntoSight } from './scroll-into-sight';

interface PapersRailProps {
  readonly papers: readonly PaperChoice[];
  readonly chosen: string;
  readonly making: readonly string[];
  readonly onChoose: (paper: PaperChoice) => void;
  /** One is pointed at, pressed or focused. */
  readonly onExpect: (paper: PaperChoice) => void;
  readonly onPhoto: (file: File) => void;
  readonly onGenerate: () => void;
}

/** A pointer that only passes by rests for less. */
const DWELL_MILLISECONDS = 70;

/** The papers at hand; making another never scrolls away. */
export function PapersRail(props: PapersRailProps) {
  const { papers, chosen, making, onChoose, onExpect, onPhoto, onGenerate } = props;
  const picker = useRef<HTMLInputElement>(null);
  const dwelling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const index = papers.findIndex(({ key }) => key === chosen);
  return (
    <>
      <div className="rail-head">
        <h2 className="sr-only">{t('studio.papers')}</h2>
        <span className="cap num">{t('studio.papers.count', { index: index + 1, count: papers.length })}</span>
      </div>
      <ul className="rail-list" id="papers">
        {making.map((name) => (
          <li key={name} className="making">
            <ControlStrip label={name} />
          </li>
        ))}
        {papers.map((paper) => (
          <li key={paper.key}>
            <button
              type="button"
              className="tile"
              aria-pressed={paper.key === chosen}
              ref={paper.key === chosen ? scrollIntoSight : undefined}
              onPointerEnter={() => {
                clearTimeout(dwelling.current);
                dwelling.current = setTimeout(() => onExpect(paper), DWELL_MILLISECONDS);
              }}
              onPointerLeave={() => clearTimeout(dwelling.current)}
              onPointerDown={() => onExpect(paper)}
              onFocus={() => onExpect(paper)}
              onClick={() => onChoose(paper)}
            >
              <span className="tile-picture">
                <img src={paper.thumbnail} alt="" loading="lazy" />
                {paper.madeByAi && <em>{t('studio.papers.ai')}</em>}
              </span>
              <span className="tile-name">{paper.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <button type="button" className="btn sm wide" onClick={onGenerate}>
          <Icon of={Sparkles} />
          {t('studio.papers.generate')}
        </button>
        <button type="button" className="btn bare sm wide" onClick={() => picker.current!.click()}>
          <Icon of={Plus} />
          {t('studio.papers.photo')}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          accept={ACCEPTED_TYPES.join()}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) onPhoto(file);
          }}
        />
      </div>
    </>
  );
}

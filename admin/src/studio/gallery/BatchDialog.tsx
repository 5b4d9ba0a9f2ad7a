import { useEffect, useState } from 'react';
import { PRESETS, type PresetName } from '../../../../src/engine/core/presets/index';
import { api, type Schema } from '../../api/client';
import { answerOf, problemText } from '../../api/problem';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import type { ArtChoice } from '../sources/choices';
import { listArtworks } from '../sources/server';
import { Dialog } from '../ui/Dialog';

interface BatchDialogProps {
  readonly papers: readonly Schema['BaseImage'][];
  readonly onClose: () => void;
  readonly onStarted: (mappings: readonly Schema['Mapping'][]) => void;
}

/** One artwork on many papers at once: a contact sheet to choose from. */
export function BatchDialog({ papers, onClose, onStarted }: BatchDialogProps) {
  const [artworks, setArtworks] = useState<readonly ArtChoice[]>([]);
  const [artwork, setArtwork] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const [preset, setPreset] = useState<PresetName>('natural');
  const [busy, setBusy] = useState(false);
  const ready = papers.filter(({ state, enabled }) => state === 'ready' && enabled);
  useEffect(() => {
    listArtworks().then(
      (list) => {
        setArtworks(list);
        setArtwork(list[0]?.key ?? null);
      },
      (error: unknown) => setProblem(problemText(error)),
    );
  }, []);
  const start = async () => {
    setBusy(true);
    try {
      const { items } = await answerOf(
        api.POST('/api/v1/mappings/batch', {
          body: {
            artworkIds: [artwork!],
            baseImageIds: [...chosen],
            preset,
            parameters: {},
            output: { format: 'jpeg' },
          },
        }),
      );
      onStarted(items);
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  };
  const toggle = (id: string) =>
    setChosen((now) => new Set(now.has(id) ? [...now].filter((other) => other !== id) : [...now, id]));
  return (
    <Dialog title={t('studio.batch.title')} onClose={onClose} wide>
      <div className="batch-row">
        {artworks.map((art) => (
          <button
            key={art.key}
            type="button"
            className="tile"
            aria-pressed={art.key === artwork}
            onClick={() => setArtwork(art.key)}
          >
            <span className="tile-picture whole">
              <img src={art.thumbnail} alt="" />
            </span>
            <span className="tile-name work">{art.title}</span>
          </button>
        ))}
      </div>
      <div className="batch-papers">
        {ready.map((paper) => (
          <button
            key={paper.id}
            type="button"
            className="tile"
            aria-pressed={chosen.has(paper.id)}
            onClick={() => toggle(paper.id)}
          >
            <span className="tile-picture">
              <img src={paper.thumbnailUrl} alt="" loading="lazy" />
            </span>
            <span className="tile-name">{paper.name}</span>
          </button>
        ))}
      </div>
      <label className="field">
        <span className="lbl">{t('studio.preset')}</span>
        <select className="input" value={preset} onChange={({ target }) => setPreset(target.value as PresetName)}>
          {Object.values(PRESETS).map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Problem text={problem} />
      <button
        type="button"
        className="btn ink lg wide"
        disabled={busy || artwork === null || chosen.size === 0}
        onClick={() => void start()}
      >
        {t('studio.batch.start', { count: chosen.size })}
      </button>
    </Dialog>
  );
}

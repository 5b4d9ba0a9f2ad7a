import { Download, Link2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { OutputFormat } from '../../../../src/engine/core/presets/index';
import { api, type Schema } from '../../api/client';
import { answerOf, ApiProblem, problemText } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { copyText } from '../../design/copy-text';
import { Icon } from '../../design/Icon';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import type { Edit } from '../edit/edit';
import type { ShelfActions } from '../shelf/use-shelf';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { fetchedFile } from '../sources/server';
import { Dialog } from '../ui/Dialog';
import { Segments } from '../../design/Segments';
import { followMapping, hasEnded } from './follow-mapping';
import {
  estimatedBytes,
  isSoft,
  keepOutput,
  megabytes,
  outputSize,
  type OutputWish,
  printedSize,
  readOutput,
  toOutputOptions,
} from './output';
import { saveAs } from './save-as';
import { shareLink } from './share-link';
import { stepText } from './step-text';

type Mapping = Schema['Mapping'];

interface ExportDialogProps {
  readonly intent: 'export' | 'share';
  readonly edit: Edit;
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
  readonly shelf: ShelfActions;
  readonly onClose: () => void;
  readonly onNotice: (text: string) => void;
  /** The session has ended meanwhile. */
  readonly onSignedOut: () => void;
}

type Progress =
  | { readonly state: 'asking' }
  | { readonly state: 'sending' }
  | { readonly state: 'making'; readonly mapping: Mapping; readonly connected: boolean }
  | { readonly state: 'ended'; readonly mapping: Mapping }
  | { readonly state: 'refused'; readonly detail: string };

const FORMATS: readonly OutputFormat[] = ['png', 'jpeg', 'webp', 'avif'];
const COLOR_SPACES = ['keep', 'srgb', 'display-p3'] as const;

/** From the print on the screen to a file of it: the server renders it at full size. */
export function ExportDialog({ edit, art, paper, shelf, onClose, onNotice, onSignedOut }: ExportDialogProps) {
  const [wish, setWish] = useState(readOutput);
  const [progress, setProgress] = useState<Progress>({ state: 'asking' });
  const following = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    following.current = controller;
    return () => controller.abort();
  }, []);
  const standing = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone with its form.
    if (progress.state === 'sending') standing.current!.focus();
  }, [progress.state]);
  const change = (part: Partial<OutputWish>) => setWish((now) => ({ ...now, ...part }));

  const start = async () => {
    keepOutput(wish);
    setProgress({ state: 'sending' });
    try {
      const [artworkId, baseImageId] = await Promise.all([shelf.artworkOnServer(art), shelf.paperOnServer(paper)]);
      const { preset, parameters } = edit;
      const body = {
        artworkId,
        baseImageId,
        preset,
        parameters: parameters as Schema['MappingParameterOverrides'],
        output: toOutputOptions(asPromised(wish, paper), paper),
      };
      const mapping = await answerOf(api.POST('/api/v1/mappings', { body }));
      setProgress({ state: 'making', mapping, connected: true });
      await followMapping(mapping.id, following.current.signal, (next, connected) =>
        setProgress((now) => {
          if (next && hasEnded(next)) return { state: 'ended', mapping: next };
          const known = next ?? (now.state === 'making' ? now.mapping : mapping);
          return { state: 'making', mapping: known, connected };
        }),
      );
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return onSignedOut();
      const detail = problemText(error);
      setProgress({ state: 'refused', detail });
    }
  };
  const cancel = async (id: string) => {
    await answerOf(api.POST('/api/v1/mappings/{id}/cancel', { params: { path: { id } } })).catch(() => undefined);
  };

  return (
    <Dialog title={t('studio.export.title')} onClose={onClose}>
      {progress.state === 'asking' || progress.state === 'refused' ? (
        <OutputForm wish={wish} paper={paper} onChange={change} onStart={() => void start()} />
      ) : null}
      <div ref={standing} aria-live="polite" className="export-progress" tabIndex={-1}>
        {progress.state === 'sending' && <ControlStrip label={t('studio.carrying')} />}
        {progress.state === 'making' && (
          <>
            <ControlStrip label={stepText(progress.mapping)} fraction={progress.mapping.progress?.fraction ?? 0} />
            {!progress.connected && <p className="cap">{t('studio.export.lost')}</p>}
            <button type="button" className="btn" onClick={() => void cancel(progress.mapping.id)}>
              {t('action.cancel')}
            </button>
          </>
        )}
        {progress.state === 'refused' && (
          <p className="problem" role="alert">
            {t('studio.export.failed', { detail: progress.detail })}
          </p>
        )}
        {progress.state === 'ended' && (
          <Ended
            mapping={progress.mapping}
            title={art.title}
            onNotice={onNotice}
            onAgain={() => setProgress({ state: 'asking' })}
          />
        )}
      </div>
    </Dialog>
  );
}

/** A sample may have fewer pixels where it is kept than it promises. */
function asPromised(wish: OutputWish, { where, width, height }: PaperChoice): OutputWish {
  return where === 'sample' && wish.longer === null ? { ...wish, longer: Math.max(width, height) } : wish;
}

interface OutputFormProps {
  readonly wish: OutputWish;
  readonly paper: PaperChoice;
  readonly onChange: (part: Partial<OutputWish>) => void;
  readonly onStart: () => void;
}

function OutputForm({ wish, paper, onChange, onStart }: OutputFormProps) {
  const id = useId();
  const size = outputSize(wish, paper);
  const centimetres = printedSize(wish, paper);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    onStart();
  };
  return (
    <form onSubmit={submit}>
      <div className="field">
        <span className="lbl">{t('studio.export.format')}</span>
        <Segments
          label={t('studio.export.format')}
          value={wish.format}
          options={FORMATS.map((value) => ({ value, label: t(`studio.export.format.${value}`) }))}
          onChange={(format) => onChange({ format })}
        />
      </div>
      <div className="field">
        <span className="lbl">{t('studio.export.size')}</span>
        <Segments
          label={t('studio.export.size')}
          value={wish.longer === null ? 'paper' : 'custom'}
          options={[
            { value: 'paper', label: t('studio.export.size.paper') },
            { value: 'custom', label: t('studio.export.size.custom') },
          ]}
          onChange={(value) => onChange({ longer: value === 'paper' ? null : Math.max(paper.width, paper.height) })}
        />
      </div>
      <div className="pair">
        {wish.longer !== null && (
          <div className="field">
            <label htmlFor={`${id}-longer`}>{t('studio.export.longer')} (px)</label>
            <input
              id={`${id}-longer`}
              type="number"
              required
              min={16}
              max={8000}
              value={wish.longer}
              onChange={({ target }) => onChange({ longer: target.valueAsNumber || 16 })}
            />
          </div>
        )}
        <div className="field">
          <label htmlFor={`${id}-dpi`}>{t('studio.export.resolution')} (DPI)</label>
          <input
            id={`${id}-dpi`}
            type="number"
            required
            min={72}
            max={1200}
            value={wish.dpi}
            onChange={({ target }) => onChange({ dpi: target.valueAsNumber || 72 })}
          />
        </div>
        {wish.format !== 'png' && (
          <div className="field">
            <label htmlFor={`${id}-quality`}>{t('studio.export.quality')}</label>
            <input
              id={`${id}-quality`}
              type="number"
              required
              min={1}
              max={100}
              value={wish.quality}
              onChange={({ target }) => onChange({ quality: target.valueAsNumber || 1 })}
            />
          </div>
        )}
      </div>
      <div className="field">
        <span className="lbl">{t('studio.export.color')}</span>
        <Segments
          label={t('studio.export.color')}
          value={wish.colorSpace}
          options={COLOR_SPACES.map((value) => ({ value, label: t(`studio.export.color.${value}`) }))}
          onChange={(colorSpace) => onChange({ colorSpace })}
        />
      </div>
      <p className="lbl num" aria-live="polite">
        {t('studio.export.summary', { ...size })}, {t('studio.export.printed-size', { ...centimetres, dpi: wish.dpi })}.{' '}
        {t('studio.export.estimate', { size: megabytes(estimatedBytes(wish, paper)) })}.
      </p>
      {isSoft(wish) && (
        <p className="cap">
          {t('studio.export.soft', {
            pixels: Math.max(size.width, size.height),
            centimetres: Math.max(centimetres.width, centimetres.height),
            needed: Math.ceil((Math.max(size.width, size.height) * 150) / wish.dpi),
          })}
        </p>
      )}
      <button type="submit" className="btn ink lg wide">
        {t('studio.export.start')}
      </button>
    </form>
  );
}

interface EndedProps {
  readonly mapping: Mapping;
  readonly title: string;
  readonly onNotice: (text: string) => void;
  readonly onAgain: () => void;
}

function Ended({ mapping, title, onNotice, onAgain }: EndedProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { result, status, error } = mapping;
  if (!result) {
    const text =
      status === 'cancelled'
        ? t('studio.export.cancelled')
        : t('studio.export.failed', { detail: error?.detail ?? '' });
    return (
      <>
        <p className={status === 'cancelled' ? undefined : 'problem'} role="alert">
          {text}
        </p>
        <button type="button" className="btn ink" onClick={onAgain} autoFocus>
          {t('action.retry')}
        </button>
      </>
    );
  }
  const run = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    await work().catch((reason: unknown) =>
      setProblem(reason instanceof Error ? reason.message : t('problem.unknown')),
    );
    setBusy(false);
  };
  const download = () => run(async () => saveAs(await fetchedFile(`/api/v1/mappings/${mapping.id}/result`), title));
  const copy = () =>
    run(async () => {
      await copyText(await shareLink(mapping.id));
      onNotice(t('studio.export.copied'));
    });
  return (
    <>
      <div className="export-result">
        <img src={result.thumbnailUrl ?? result.url} alt={title} width={result.width} height={result.height} />
      </div>
      <p>{t('studio.export.done', { width: result.width, height: result.height, size: megabytes(result.bytes) })}</p>
      <div className="actions">
        <button type="button" className="btn ink" aria-disabled={busy} onClick={() => void download()} autoFocus>
          <Icon of={Download} />
          {t('studio.export.download')}
        </button>
        <button type="button" className="btn" aria-disabled={busy} onClick={() => void copy()}>
          <Icon of={Link2} />
          {t('studio.export.link')}
        </button>
        <button type="button" className="btn bare" onClick={onAgain}>
          {t('studio.export.again')}
        </button>
      </div>
      <Problem text={problem} />
    </>
  );
}

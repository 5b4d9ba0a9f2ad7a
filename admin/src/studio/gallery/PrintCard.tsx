import { Copy, Download, Link2, Share2, Trash2, Unlink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import type { Schema } from '../../api/client';
import { ControlStrip } from '../../design/ControlStrip';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { hasEnded } from '../export/follow-mapping';
import { stepText } from '../export/step-text';
import { useFocusHandedOn } from '../ui/use-focus-handed-on';
import { thumbnailOf } from './thumbnail-store';
import type { Print } from './use-prints';

interface PrintCardProps {
  readonly print: Print;
  readonly selected: boolean;
  /** Its public link, where it has one. */
  readonly share: Schema['Share'] | undefined;
  readonly onSelect: (selected: boolean) => void;
  readonly onShare: () => void;
  readonly onWithdraw: () => void;
  readonly onDuplicate: () => void;
  readonly onDownload: () => void;
  readonly onDelete: () => void;
}

/** Deleted by the keyboard: the next print is at hand then. */
const neighbourOf = (card: HTMLElement) => (card.nextElementSibling ?? card.previousElementSibling)?.querySelector('a');

/** One print like a picture on a wall: the caption below, the tools when it is pointed at. */
export function PrintCard(props: PrintCardProps) {
  const { print, selected, share } = props;
  const { mapping, artwork, paper } = print;
  const card = useRef<HTMLLIElement>(null);
  useFocusHandedOn(card, neighbourOf);
  const title = artwork?.title ?? t('studio.untitled');
  const shape = mapping.result ?? paper ?? { width: 3, height: 2 };
  const aspect = shape.width / shape.height;
  const preset = PRESETS[mapping.preset].title;
  return (
    <li ref={card} className="print-card" style={{ '--aspect': aspect } as React.CSSProperties}>
      <div className={selected ? 'sheet selected' : 'sheet'}>
        <Link to={`/edit/${mapping.id}`} aria-label={t('studio.gallery.open', { title })}>
          <Thumbnail print={print} title={title} />
        </Link>
        <label className="pick">
          <input
            type="checkbox"
            checked={selected}
            aria-label={t('studio.gallery.select', { title })}
            onChange={({ target }) => props.onSelect(target.checked)}
          />
        </label>
        <div className="tools">
          {mapping.result && (
            <>
              <Tool icon={Share2} label={t('studio.gallery.share', { title })} onClick={props.onShare} />
              {share && (
                <Tool icon={Unlink} label={t('studio.gallery.withdraw', { title })} onClick={props.onWithdraw} />
              )}
              <Tool icon={Download} label={t('studio.gallery.download', { title })} onClick={props.onDownload} />
            </>
          )}
          <Tool icon={Copy} label={t('studio.gallery.duplicate', { title })} onClick={props.onDuplicate} />
          <Tool icon={Trash2} label={t('studio.gallery.delete', { title })} onClick={props.onDelete} />
        </div>
      </div>
      <div className="caption">
        <p className="work">{title}</p>
        {share && (
          <span className="cap">
            <Icon of={Link2} size={13} /> {t('studio.gallery.shared')}
          </span>
        )}
      </div>
      <p className="cap num">
        {paper?.name ?? ''}
        {mapping.result
          ? `. ${t('studio.stage.pixels', { width: mapping.result.width, height: mapping.result.height })}`
          : `. ${preset}`}
      </p>
      {!hasEnded(mapping) && <ControlStrip label={stepText(mapping)} fraction={mapping.progress?.fraction ?? 0} />}
      {mapping.status === 'failed' && (
        <p className="card-fault">{t('studio.export.failed', { detail: mapping.error?.detail ?? '' })}</p>
      )}
      {mapping.status === 'cancelled' && <p className="cap">{t('studio.export.cancelled')}</p>}
    </li>
  );
}

interface ToolProps {
  readonly icon: typeof Copy;
  readonly label: string;
  readonly onClick: () => void;
}

function Tool({ icon, label, onClick }: ToolProps) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onClick}>
      <Icon of={icon} size={16} />
    </button>
  );
}

interface ThumbnailProps {
  readonly print: Print;
  readonly title: string;
}

/** The small picture stored with the print; until there is one, what the server draws. */
function Thumbnail({ print, title }: ThumbnailProps) {
  const stored = print.mapping.result?.thumbnailUrl;
  if (stored === undefined) return <DrawnThumbnail print={print} title={title} />;
  return (
    <span className="thumbnail">
      <img src={stored} alt={title} loading="lazy" />
    </span>
  );
}

/** Drawn when it comes into sight. */
function DrawnThumbnail({ print: { mapping }, title }: ThumbnailProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const latest = useRef(mapping);
  latest.current = mapping;
  const { id, baseImageId } = mapping;
  useEffect(() => {
    const controller = new AbortController();
    let made: string | null = null;
    const load = async () => {
      const blob = await thumbnailOf(latest.current, controller.signal);
      if (controller.signal.aborted) return;
      made = blob && URL.createObjectURL(blob);
      setUrl(made ?? latest.current.result?.url ?? null);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        load().catch(() => setUrl(latest.current.result?.url ?? null));
      },
      { rootMargin: '200px' },
    );
    observer.observe(frame.current!);
    return () => {
      controller.abort();
      observer.disconnect();
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, baseImageId]);
  return (
    <span ref={frame} className="thumbnail">
      {url && <img src={url} alt={title} />}
    </span>
  );
}

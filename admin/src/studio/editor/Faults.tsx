import { CircleAlert, WifiOff, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import type { PreviewState } from '../preview/use-preview';
import { PreviewError } from '../preview/protocol';
import type { Shelf, ShelfFault } from '../shelf/shelf';

interface FaultsProps {
  readonly shelf: Shelf & { readonly dismiss: (key: string) => void; readonly reload: () => void };
  readonly preview: PreviewState;
}

/** What went wrong and what to do, over the stage; the work stays on screen. */
export function Faults({ shelf, preview }: FaultsProps) {
  const online = useOnline();
  return (
    <div className="faults" aria-live="polite">
      {!online && (
        <p className="fault">
          <Icon of={WifiOff} size={16} />
          {t('studio.offline')}
        </p>
      )}
      {shelf.problem && (
        <p className="fault">
          <Icon of={CircleAlert} size={16} />
          <span>{t('studio.fault.load', { detail: shelf.problem })}</span>
          <button type="button" className="link" onClick={shelf.reload}>
            {t('action.retry')}
          </button>
        </p>
      )}
      {preview.problem !== null && (
        <p className="fault">
          <Icon of={CircleAlert} size={16} />
          {previewText(preview.problem)}
        </p>
      )}
      {shelf.faults.map(({ key, fault }) => (
        <p key={key} className="fault">
          <Icon of={CircleAlert} size={16} />
          <span>{faultText(fault)}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={t('studio.fault.dismiss')}
            onClick={() => shelf.dismiss(key)}
          >
            <Icon of={X} size={14} />
          </button>
        </p>
      ))}
    </div>
  );
}

export function faultText(fault: ShelfFault['fault']): string {
  switch (fault.code) {
    case 'TYPE':
      return t('studio.fault.type', { ...fault });
    case 'SIZE':
      return t('studio.fault.size', { ...fault });
    case 'EMPTY':
      return t('studio.fault.empty', { ...fault });
    case 'UNREADABLE':
      return t('studio.fault.unreadable', { ...fault });
    default:
      return t('studio.fault.refused', { ...fault });
  }
}

function previewText(problem: unknown): string {
  if (problem instanceof PreviewError && problem.code === 'PICTURE_UNREADABLE') {
    return t('studio.fault.unreadable', { name: t('studio.artworks') });
  }
  return t('studio.fault.preview', { detail: problem instanceof Error ? problem.message : '' });
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (told) => {
      addEventListener('online', told);
      addEventListener('offline', told);
      return () => {
        removeEventListener('online', told);
        removeEventListener('offline', told);
      };
    },
    () => navigator.onLine,
  );
}

import { Archive, LayoutGrid, Trash2, X } from 'lucide-react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import type { Print } from './use-prints';

interface SelectionBarProps {
  readonly selected: readonly Print[];
  /** What is being made of them. */
  readonly busy: 'zip' | 'sheet' | null;
  readonly onSheet: () => void;
  readonly onDownload: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done with several prints at once. */
export function SelectionBar({ selected, busy, onSheet, onDownload, onDelete, onClear }: SelectionBarProps) {
  const finished = selected.filter(({ mapping }) => mapping.result).length;
  return (
    <div className="selection-bar" role="region" aria-label={t('studio.gallery.selection')}>
      <p className="num" aria-live="polite">
        {t('studio.gallery.selected', { count: selected.length })}
        {finished < selected.length && (
          <span className="cap"> {t('studio.gallery.finished', { count: finished, of: selected.length })}</span>
        )}
      </p>
      <button type="button" className="btn ink" disabled={busy !== null || finished === 0} onClick={onDownload}>
        <Icon of={Archive} size={16} />
        {t(busy === 'zip' ? 'studio.gallery.zipping' : 'studio.gallery.zip')}
      </button>
      <button type="button" className="btn" disabled={busy !== null || finished === 0} onClick={onSheet}>
        <Icon of={LayoutGrid} size={16} />
        {t(busy === 'sheet' ? 'studio.gallery.drawing' : 'studio.gallery.contact-sheet')}
      </button>
      <button type="button" className="btn" onClick={onDelete}>
        <Icon of={Trash2} size={16} />
        {t('action.delete')}
      </button>
      <button type="button" className="icon-button" aria-label={t('studio.gallery.clear')} onClick={onClear}>
        <Icon of={X} size={16} />
      </button>
    </div>
  );
}

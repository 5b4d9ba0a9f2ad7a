import { Redo2, Undo2 } from 'lucide-react';
import { t } from '../i18n/translate';
import { Icon } from './Icon';

interface UndoButtonsProps {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

export function UndoButtons({ canUndo, canRedo, onUndo, onRedo }: UndoButtonsProps) {
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={t('action.undo')}
        title={`${t('action.undo')} (Ctrl Z)`}
        disabled={!canUndo}
        onClick={onUndo}
      >
        <Icon of={Undo2} />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('action.redo')}
        title={`${t('action.redo')} (Ctrl Shift Z)`}
        disabled={!canRedo}
        onClick={onRedo}
      >
        <Icon of={Redo2} />
      </button>
    </>
  );
}

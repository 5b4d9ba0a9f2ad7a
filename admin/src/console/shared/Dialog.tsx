import { type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../../i18n/translate';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** Buttons after Cancel; the last one does what the title says. */
  readonly actions: ReactNode;
}

/** A question or a form over the page; Escape and Cancel close it. */
export function Dialog({ title, children, onClose, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <div className="dialog-actions">
        <button type="button" className="btn" onClick={() => dialog.current?.close()}>
          {t('action.cancel')}
        </button>
        {actions}
      </div>
    </dialog>
  );
}

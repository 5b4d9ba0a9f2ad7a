import { useState } from 'react';
import { problemText } from '../../api/problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';

interface ConfirmDialogProps {
  readonly question: string;
  readonly detail: string;
  /** What the button that does it says. */
  readonly action: string;
  /** @throws ApiProblem */
  readonly act: () => Promise<unknown>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before something is taken away that cannot be had again, and says why where it fails. */
export function ConfirmDialog({ question, detail, action, act, onDone, onClose }: ConfirmDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
      onDone();
      onClose();
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={question} onClose={onClose}>
      <p>{detail}</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <button type="button" className="btn bad" disabled={busy} onClick={() => void confirm()}>
          {action}
        </button>
        <button type="button" className="btn bare" onClick={onClose}>
          {t('action.cancel')}
        </button>
      </div>
    </Dialog>
  );
}

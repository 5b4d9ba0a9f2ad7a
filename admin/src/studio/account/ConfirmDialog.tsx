import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { useAttempt } from '../ui/use-attempt';

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
  const { busy, problem, attempt } = useAttempt();
  const confirm = () =>
    attempt(async () => {
      await act();
      onDone();
      onClose();
    });
  return (
    <Dialog title={question} onClose={onClose}>
      <p>{detail}</p>
      <Problem text={problem} />
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

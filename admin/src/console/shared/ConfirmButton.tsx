import { type ReactNode, useState } from 'react';
import { Dialog } from './Dialog';
import { useAction } from './use-action';

interface ConfirmButtonProps {
  readonly label: ReactNode;
  readonly title: string;
  /** What will happen, and to what. */
  readonly question: ReactNode;
  /** Names the result. */
  readonly confirm: string;
  readonly work: () => Promise<unknown>;
  readonly done?: string;
  readonly after?: () => void;
  readonly className?: string;
  readonly disabled?: boolean;
}

/** For what cannot be undone: says first what it does. */
export function ConfirmButton({
  label,
  title,
  question,
  confirm,
  work,
  done,
  after,
  className = 'btn',
  disabled,
}: ConfirmButtonProps) {
  const [open, setOpen] = useState(false);
  const action = useAction();
  async function go() {
    const succeeded = await action.run(work, done);
    setOpen(false);
    if (succeeded) after?.();
  }
  return (
    <>
      <button type="button" className={className} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </button>
      {open && (
        <Dialog
          title={title}
          onClose={() => setOpen(false)}
          actions={
            <button type="button" className="btn ink" disabled={action.busy} onClick={() => void go()}>
              {confirm}
            </button>
          }
        >
          {question}
        </Dialog>
      )}
    </>
  );
}

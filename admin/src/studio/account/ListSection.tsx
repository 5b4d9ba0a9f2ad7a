import { Plus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Icon } from '../../design/Icon';
import { Problem } from '../../design/Problem';
import './account-rows.css';

interface ListSectionProps {
  readonly title: string;
  readonly detail: string;
  /** A list item each. */
  readonly rows: readonly ReactNode[];
  /** Why they could not be listed. */
  readonly problem: string | null;
  /** What the button that makes one more says. */
  readonly add: string;
  readonly onAdd: () => void;
  /** Dialogs and notices. */
  readonly children: ReactNode;
}

/** A part of the account page: what there is of something, and a button for one more. */
export function ListSection({ title, detail, rows, problem, add, onAdd, children }: ListSectionProps) {
  const id = useId();
  return (
    <section className="account-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="lbl">{detail}</p>
      {rows.length > 0 && <ul className="account-rows">{rows}</ul>}
      <Problem text={problem} />
      <button type="button" className="btn" onClick={onAdd}>
        <Icon of={Plus} size={16} />
        {add}
      </button>
      {children}
    </section>
  );
}

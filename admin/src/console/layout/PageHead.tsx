import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../../design/Icon';
import { useTitle } from '../../design/use-title';

interface PageHeadProps {
  readonly title: string;
  /** What the page belongs to, outermost first. */
  readonly path?: readonly { readonly to: string; readonly text: string }[];
  /** Beside the title: a state, a remark. */
  readonly note?: ReactNode;
  /** At the right: what can be done here. */
  readonly children?: ReactNode;
  readonly mono?: boolean;
}

export function PageHead({ title, path = [], note, children, mono = false }: PageHeadProps) {
  useTitle(title);
  return (
    <header className="page-head">
      {path.map(({ to, text }) => (
        <span key={to} className="crumb">
          <Link to={to}>{text}</Link>
          <Icon of={ChevronRight} size={14} />
        </span>
      ))}
      <h1 className={path.length === 0 ? 'first' : mono ? 'mono' : undefined}>{title}</h1>
      {note}
      <span className="actions">{children}</span>
    </header>
  );
}

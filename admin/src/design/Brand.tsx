import { Link } from 'react-router';
import { t } from '../i18n/translate';

/** The folded sheet and the name, leading to the first page. */
export function Brand({ to = '/' }: { readonly to?: string }) {
  return (
    <Link className="brand" to={to}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path fill="currentColor" d="M1 1h22v22H1z" />
        <g fill="var(--surface)">
          <path opacity=".92" d="M1 1h13L9 11z" />
          <path opacity=".62" d="M14 1h9v8L9 11z" />
          <path opacity=".28" d="M1 1l8 10-8 7z" />
          <path opacity=".5" d="M23 9v14l-7-3L9 11z" />
        </g>
        <path fill="none" stroke="currentColor" d="M1.5 1.5h21v21h-21z" />
      </svg>
      {t('brand')}
    </Link>
  );
}

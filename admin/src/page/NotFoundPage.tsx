import { Link } from 'react-router';
import { Brand } from '../design/Brand';
import { useTitle } from '../design/use-title';
import { t } from '../i18n/translate';
import './page.css';

export function NotFoundPage() {
  useTitle(t('page.not-found'));
  return (
    <main className="page-message">
      <Brand />
      <h1>{t('page.not-found')}</h1>
      <p>{t('page.not-found.detail')}</p>
      <Link className="btn ink" to="/">
        {t('page.to-studio')}
      </Link>
    </main>
  );
}

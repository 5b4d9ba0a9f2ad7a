import { useRouteError } from 'react-router';
import { Brand } from '../design/Brand';
import { t } from '../i18n/translate';
import './page.css';

/** Shown instead of a page that threw; a new version on the server, or a lost connection, shows up as a part that is missing. */
export function PageFailure() {
  const error = useRouteError();
  return (
    <main className="page-message" role="alert">
      <Brand />
      <h1>{t('page.failed')}</h1>
      <p>{t('page.failed.detail')}</p>
      {error instanceof Error && <p className="mono">{error.message}</p>}
      <button className="btn ink" type="button" onClick={() => window.location.reload()}>
        {t('page.reload')}
      </button>
    </main>
  );
}

import { Link } from 'react-router';
import { Brand } from '../design/Brand';
import { useTitle } from '../design/use-title';
import { studio } from '../i18n/en/studio';
import { addTexts, t } from '../i18n/translate';
import { useSession } from '../session/use-session';

addTexts(studio);

export default function Studio() {
  const session = useSession();
  useTitle(t('studio.title'));
  return (
    <main className="page-message">
      <Brand />
      <h1>{t('studio.opening')}</h1>
      {session.state === 'signed-out' && (
        <Link className="btn ink" to="/sign-in">
          {t('session.sign-in')}
        </Link>
      )}
    </main>
  );
}

import { Download } from 'lucide-react';
import { type FormEvent, useId } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client';
import { answerOf } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { session } from '../../session/session';
import { saveAs } from '../export/save-as';
import { fetchedFile } from '../sources/server';
import { useAttempt } from '../ui/use-attempt';

/** Taking everything away, and closing the account. */
export function AccountData() {
  const { busy, problem, attempt } = useAttempt();
  const id = useId();
  const navigate = useNavigate();
  const takeAway = () =>
    attempt(async () => saveAs(await fetchedFile('/api/v1/me/export'), t('studio.account.export-name')));
  const close = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password') as string;
    return attempt(async () => {
      await answerOf(api.DELETE('/api/v1/me', { body: { password } }));
      await session.signOut();
      void navigate('/');
    });
  };
  return (
    <section className="account-section" aria-labelledby={id}>
      <h2 id={id}>{t('studio.account.data')}</h2>
      <p className="lbl">{t('studio.account.export-detail')}</p>
      <button type="button" className="btn" disabled={busy} onClick={() => void takeAway()}>
        <Icon of={Download} size={16} />
        {t('studio.account.export')}
      </button>
      <details>
        <summary>{t('studio.account.close')}</summary>
        <form onSubmit={(event) => void close(event)}>
          <p className="lbl">{t('studio.account.close-detail')}</p>
          <div className="field">
            <label htmlFor={`${id}-password`}>{t('studio.account.current')}</label>
            <input id={`${id}-password`} name="password" type="password" required autoComplete="current-password" />
          </div>
          <button type="submit" className="btn" disabled={busy}>
            {t('studio.account.close-now')}
          </button>
        </form>
      </details>
      <Problem text={problem} />
    </section>
  );
}

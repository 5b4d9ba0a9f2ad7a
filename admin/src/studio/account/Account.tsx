import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../api/client';
import { answerOf, ApiProblem } from '../../api/problem';
import { Brand } from '../../design/Brand';
import { useTitle } from '../../design/use-title';
import { studio } from '../../i18n/en/studio';
import { Problem } from '../../design/Problem';
import { addTexts, t } from '../../i18n/translate';
import { RequireSignIn } from '../../session/RequireSignIn';
import { useSession } from '../../session/use-session';
import { AccountMenu } from '../topbar/AccountMenu';
import { StudioNav } from '../topbar/StudioNav';
import { AccountData } from './AccountData';
import { ApiKeys } from './ApiKeys';
import { Webhooks } from './Webhooks';
import './account.css';

addTexts(studio);

export default function Account() {
  const navigate = useNavigate();
  const [changes, setChanges] = useState(0);
  useTitle(t('studio.account.title'));
  return (
    <RequireSignIn>
      <header className="top account-top">
        <Brand />
        <StudioNav />
        <span className="spring" />
        <AccountMenu onSignIn={() => void navigate('/sign-in')} />
      </header>
      <main className="account-page">
        <h1>{t('studio.account.title')}</h1>
        <PasswordForm onChanged={() => setChanges(changes + 1)} />
        {/* A new password ends them. */}
        <ApiKeys key={changes} />
        <Webhooks />
        <AccountData />
      </main>
    </RequireSignIn>
  );
}

function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { user } = useSession();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [changed, setChanged] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    setProblem(null);
    setChanged(false);
    try {
      const body = {
        currentPassword: fields.get('currentPassword') as string,
        newPassword: fields.get('newPassword') as string,
      };
      await answerOf(api.POST('/api/v1/auth/change-password', { body }));
      form.reset();
      setChanged(true);
      onChanged();
    } catch (error) {
      setProblem(
        error instanceof ApiProblem ? error : new ApiProblem(0, t('problem.unknown'), 'UNKNOWN', undefined, {}),
      );
    } finally {
      setBusy(false);
    }
  };
  const note = (name: string) => problem?.fields[name];
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p className="lbl">{t('studio.account.signed-in', { email: user?.email ?? '' })}</p>
      <h2>{t('studio.account.password')}</h2>
      <input type="email" name="email" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
      {(['currentPassword', 'newPassword'] as const).map((name) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>
            {t(name === 'newPassword' ? 'studio.account.new' : 'studio.account.current')}
          </label>
          <input
            id={`${id}-${name}`}
            name={name}
            type="password"
            required
            autoComplete={name === 'newPassword' ? 'new-password' : 'current-password'}
            aria-invalid={note(name) !== undefined}
            aria-describedby={`${id}-${name}-note`}
          />
          <p id={`${id}-${name}-note`} className={note(name) ? 'problem' : 'cap'}>
            {note(name) ?? (name === 'newPassword' ? t('session.password.rule') : '')}
          </p>
        </div>
      ))}
      {problem && Object.keys(problem.fields).length === 0 && <Problem text={problem.message} />}
      <p role="status">{changed && t('studio.account.changed')}</p>
      <button type="submit" className="btn ink lg" disabled={busy}>
        {t('studio.account.change')}
      </button>
    </form>
  );
}

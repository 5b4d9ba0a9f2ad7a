import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { Brand } from '../design/Brand';
import { useTitle } from '../design/use-title';
import { t } from '../i18n/translate';
import { SignInForm } from './SignInForm';
import { useSession } from './use-session';
import './sign-in.css';

interface SignInPageProps {
  /** Whether the page is shown in another one's place, which follows by itself. */
  readonly stay?: boolean;
  readonly note?: string | undefined;
}

/** Sign in or sign up; then on to `?next=`, or to the Studio. */
export function SignInPage({ stay = false, note }: SignInPageProps) {
  const [query] = useSearchParams();
  const [wish, setWish] = useState<'sign-in' | 'sign-up'>(query.get('new') === null ? 'sign-in' : 'sign-up');
  const session = useSession();
  const other = wish === 'sign-in' ? 'sign-up' : 'sign-in';
  useTitle(t(`session.${wish}`));

  if (!stay && session.state === 'signed-in') return <Navigate replace to={ownPath(query.get('next'))} />;
  return (
    <main className="sign-in">
      <Brand />
      <div className="sign-in-form">
        <h1>{t(wish === 'sign-in' ? 'session.welcome-back' : 'session.create')}</h1>
        {note && (
          <p className="note" role="status">
            {note}
          </p>
        )}
        <SignInForm key={wish} wish={wish} />
        <p className="cap">
          {t(wish === 'sign-in' ? 'session.new-here' : 'session.have-account')}{' '}
          <button type="button" className="link" onClick={() => setWish(other)}>
            {t(`session.${other}`)}
          </button>
        </p>
      </div>
    </main>
  );
}

/** Only addresses of this application; anything else would lead people who trust the sign-in page elsewhere. */
function ownPath(next: string | null): string {
  if (next === null || !URL.canParse(next, window.location.origin)) return '/';
  const url = new URL(next, window.location.origin);
  return url.origin === window.location.origin ? url.pathname + url.search + url.hash : '/';
}

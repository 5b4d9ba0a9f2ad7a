import type { ReactNode } from 'react';
import { PageLoading } from '../page/PageLoading';
import { t } from '../i18n/translate';
import type { User } from './session';
import { SignInPage } from './SignInPage';
import { useSession } from './use-session';

interface RequireSignInProps {
  readonly role?: User['role'];
  readonly children: ReactNode;
}

/** Asks who is there, in place: the address stays, so whoever signs in is where they wanted to be. */
export function RequireSignIn({ role, children }: RequireSignInProps) {
  const session = useSession();
  if (session.state === 'unknown') return <PageLoading />;
  if (session.state === 'signed-out')
    return <SignInPage stay note={session.expired ? t('session.expired') : undefined} />;
  if (role && session.user.role !== role) return <SignInPage stay note={t('session.operators-only')} />;
  return children;
}

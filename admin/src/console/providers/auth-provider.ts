import type { AuthProvider } from 'react-admin';
import { ApiProblem } from '../../api/problem';
import { session } from '../../session/session';

/** The session, as react-admin asks for it; who is not signed in never gets as far as here. */
export const authProvider: AuthProvider = {
  login: () => Promise.resolve(),
  logout: () => Promise.resolve(false),
  checkAuth: () => Promise.resolve(),
  checkError: async (failure: unknown) => {
    if (failure instanceof ApiProblem && failure.status === 401) await session.renew(undefined);
  },
  getIdentity: () => {
    const { user } = session.snapshot;
    return Promise.resolve({ id: user?.id ?? '', fullName: user?.name || user?.email || '' });
  },
  getPermissions: () => Promise.resolve(session.snapshot.user?.role),
};

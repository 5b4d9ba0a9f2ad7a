import { useSyncExternalStore } from 'react';
import { session, type SessionState } from './session';

/** Who is signed in; `unknown` only until the first answer after the page was opened. */
export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, () => session.snapshot);
}

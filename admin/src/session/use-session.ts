import { useSyncExternalStore } from 'react';
import { session, type SessionState } from './session';

/** Who is signed in; `unknown` only until the first answer after the page was opened. */
export function useSession(): SessionState {
  const look = () => session.snapshot;
  // The document's first page is that of strangers, and comes alive with them alone.
  return useSyncExternalStore(session.subscribe, look, look);
}

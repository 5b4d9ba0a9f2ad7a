import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { problemText } from '../../api/problem';

export interface Action {
  readonly busy: boolean;
  /** @returns whether it succeeded */
  run(work: () => Promise<unknown>, done?: string): Promise<boolean>;
}

/** Does something on the server, says how it went, and shows the new state. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const notify = useNotify();
  const refresh = useRefresh();
  async function run(work: () => Promise<unknown>, done?: string): Promise<boolean> {
    setBusy(true);
    try {
      await work();
      if (done) notify(done, { type: 'info', autoHideDuration: 8000 });
      return true;
    } catch (failure) {
      notify(problemText(failure), {
        type: 'error',
        multiLine: true,
      });
      return false;
    } finally {
      setBusy(false);
      refresh();
    }
  }
  return { busy, run };
}

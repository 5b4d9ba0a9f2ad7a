import { useState } from 'react';
import { problemText } from '../../api/problem';

export interface Attempts {
  readonly busy: boolean;
  /** Why the last one failed; null before, meanwhile, and where it did not. */
  readonly problem: string | null;
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

/** Does what may fail. @param field of a form: where a failure says something of it, that is told */
export function useAttempt(field = ''): Attempts {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemText(error, field));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, attempt };
}

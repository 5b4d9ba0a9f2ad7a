import { useCallback, useEffect, useState } from 'react';
import { problemText } from '../../api/problem';

export interface OwnList<Item> {
  /** Null until they are known. */
  readonly items: readonly Item[] | null;
  /** Why they could not be listed. */
  readonly problem: string | null;
  /** Does something to the list, then looks at it anew. @throws what `work` throws */
  readonly after: <Done>(work: Promise<Done>) => Promise<Done>;
}

/** More than an account may have of what is listed whole. */
export const WHOLE_LIST = { perPage: 100, sort: '-createdAt' } as const;

/** A list of what is the artist's own. @param read always the same function */
export function useOwnList<Item>(read: () => Promise<{ readonly items: readonly Item[] }>): OwnList<Item> {
  const [items, setItems] = useState<OwnList<Item>['items']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(async () => {
    try {
      setItems((await read()).items);
      setProblem(null);
    } catch (error) {
      setProblem(problemText(error));
    }
  }, [read]);
  useEffect(() => void load(), [load]);
  const after: OwnList<Item>['after'] = useCallback(
    async (work) => {
      const done = await work;
      await load();
      return done;
    },
    [load],
  );
  return { items, problem, after };
}

import { useCallback, useEffect, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';

type Share = Schema['Share'];

export interface Shares {
  readonly of: (mappingId: string) => Share | undefined;
  /** Makes a print public, where it is not yet. @throws ApiProblem */
  readonly open: (mappingId: string) => Promise<Share>;
  /** @throws ApiProblem */
  readonly withdraw: (mappingId: string) => Promise<void>;
}

const PAGE = 100;

/** The public links to the artist's prints. */
export function useShares(): Shares {
  const [shares, setShares] = useState<ReadonlyMap<string, Share>>(new Map());
  useEffect(() => {
    let current = true;
    const load = async () => {
      const all: Share[] = [];
      for (let page = 1, total = 1; all.length < total; page++) {
        const answer = await answerOf(api.GET('/api/v1/shares', { params: { query: { page, perPage: PAGE } } }));
        if (answer.items.length === 0) break;
        all.push(...answer.items);
        total = answer.total;
      }
      if (current) setShares((now) => new Map([...all.map((share) => [share.mappingId, share] as const), ...now]));
    };
    // The gallery works without: sharing again gives the same link.
    load().catch(() => undefined);
    return () => {
      current = false;
    };
  }, []);
  const open = useCallback(async (id: string) => {
    const share = await answerOf(api.POST('/api/v1/mappings/{id}/share', { params: { path: { id } } }));
    setShares((now) => new Map(now).set(id, share));
    return share;
  }, []);
  const withdraw = useCallback(async (id: string) => {
    await answerOf(api.DELETE('/api/v1/mappings/{id}/share', { params: { path: { id } } }));
    setShares((now) => new Map([...now].filter(([other]) => other !== id)));
  }, []);
  return { of: (id) => shares.get(id), open, withdraw };
}

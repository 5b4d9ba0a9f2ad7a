import { useCallback, useEffect, useRef, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf, problemText } from '../../api/problem';
import { followMapping, hasEnded } from '../export/follow-mapping';

type Mapping = Schema['Mapping'];
type Artwork = Schema['Artwork'];
type BaseImage = Schema['BaseImage'];

/** A print with what it is made of; either may have been deleted since. */
export interface Print {
  readonly mapping: Mapping;
  readonly artwork: Artwork | undefined;
  readonly paper: BaseImage | undefined;
}

export interface Prints {
  readonly prints: readonly Print[];
  readonly papers: readonly BaseImage[];
  readonly total: number;
  readonly loading: boolean;
  readonly problem: string | null;
  readonly more: () => void;
  readonly reload: () => void;
  /** Hides a print, and deletes it unless it is brought back in time. @returns brings it back */
  readonly remove: (id: string) => () => void;
  /** Puts new ones first. */
  readonly add: (mappings: readonly Mapping[]) => void;
}

const PAGE = 24;
const OFFERED = 100;
/** As long as the toast that offers to undo it, and a little more. */
const UNDO_MILLISECONDS = 9000;

/** The artist's own prints, those in work followed as they go. */
export function usePrints(sort: '-createdAt' | 'createdAt'): Prints {
  const [mappings, setMappings] = useState<readonly Mapping[]>([]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [artworks, setArtworks] = useState<ReadonlyMap<string, Artwork>>(new Map());
  const [papers, setPapers] = useState<readonly BaseImage[]>([]);
  const [state, setState] = useState({ page: 1, total: 0, loading: true, problem: null as string | null });
  const [round, setRound] = useState(0);
  const leaving = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const take = useCallback((fresh: Mapping) => {
    setMappings((now) => now.map((mapping) => (mapping.id === fresh.id ? fresh : mapping)));
  }, []);

  useEffect(() => {
    let current = true;
    setState((now) => ({ ...now, loading: true, problem: null }));
    const load = async () => {
      const [page, arts, images] = await Promise.all([
        answerOf(api.GET('/api/v1/mappings', { params: { query: { page: state.page, perPage: PAGE, sort } } })),
        answerOf(api.GET('/api/v1/artworks', { params: { query: { perPage: OFFERED } } })),
        answerOf(api.GET('/api/v1/base-images', { params: { query: { perPage: OFFERED } } })),
      ]);
      if (!current) return;
      setArtworks(new Map(arts.items.map((artwork) => [artwork.id, artwork])));
      setPapers(images.items);
      setMappings((now) =>
        state.page === 1
          ? page.items
          : [...now, ...page.items.filter(({ id }) => now.every((other) => other.id !== id))],
      );
      setState((now) => ({ ...now, total: page.total, loading: false }));
    };
    load().catch((error: unknown) => {
      const problem = problemText(error);
      if (current) setState((now) => ({ ...now, loading: false, problem }));
    });
    return () => {
      current = false;
    };
  }, [state.page, sort, round]);

  useFollowing(mappings, take);

  const unhide = useCallback((id: string) => setHidden((now) => new Set([...now].filter((other) => other !== id))), []);

  const erase = useCallback(
    (id: string) => {
      leaving.current.delete(id);
      void api.DELETE('/api/v1/mappings/{id}', { params: { path: { id } }, keepalive: true }).then(
        ({ response }) => {
          if (!response.ok && response.status !== 404) return unhide(id);
          setMappings((now) => now.filter((mapping) => mapping.id !== id));
          setState((now) => ({ ...now, total: now.total - 1 }));
          unhide(id);
        },
        () => unhide(id),
      );
    },
    [unhide],
  );

  useEffect(() => {
    const pending = leaving.current;
    const settle = () => {
      for (const [id, timer] of pending) {
        clearTimeout(timer);
        erase(id);
      }
    };
    addEventListener('pagehide', settle);
    return () => {
      removeEventListener('pagehide', settle);
      settle();
    };
  }, [erase]);

  const remove = useCallback(
    (id: string) => {
      setHidden((now) => new Set([...now, id]));
      leaving.current.set(
        id,
        setTimeout(() => erase(id), UNDO_MILLISECONDS),
      );
      return () => {
        clearTimeout(leaving.current.get(id));
        leaving.current.delete(id);
        unhide(id);
      };
    },
    [erase, unhide],
  );

  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const prints = mappings
    .filter(({ id }) => !hidden.has(id))
    .map((mapping) => ({
      mapping,
      artwork: artworks.get(mapping.artworkId),
      paper: byId.get(mapping.baseImageId),
    }));
  return {
    prints,
    papers,
    total: state.total - hidden.size,
    loading: state.loading,
    problem: state.problem,
    remove,
    more: () => setState((now) => ({ ...now, page: now.page + 1 })),
    reload: () => {
      setState((now) => ({ ...now, page: 1 }));
      setRound((count) => count + 1);
    },
    add: (fresh) => {
      setMappings((now) => [...fresh, ...now]);
      setState((now) => ({ ...now, total: now.total + fresh.length }));
    },
  };
}

/** Follows every mapping that is in work, each once. */
function useFollowing(mappings: readonly Mapping[], take: (mapping: Mapping) => void): void {
  const followed = useRef(new Map<string, AbortController>());
  useEffect(() => {
    for (const mapping of mappings) {
      if (hasEnded(mapping) || followed.current.has(mapping.id)) continue;
      const controller = new AbortController();
      followed.current.set(mapping.id, controller);
      void followMapping(mapping.id, controller.signal, (fresh) => fresh && take(fresh)).catch(() => undefined);
    }
  }, [mappings, take]);
  useEffect(() => {
    const all = followed.current;
    return () => {
      for (const controller of all.values()) controller.abort();
      all.clear();
    };
  }, []);
}

import { useCallback, useEffect, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf, ApiProblem } from '../../api/problem';
import { t } from '../../i18n/translate';

export interface ApiKeys {
  /** Null until they are known. */
  readonly keys: readonly Schema['ApiKey'][] | null;
  /** Why they could not be listed. */
  readonly problem: string | null;
  /** @throws ApiProblem */
  readonly create: (wish: Schema['ApiKeyWish']) => Promise<Schema['NewApiKey']>;
  /** @throws ApiProblem */
  readonly revoke: (id: string) => Promise<void>;
}

/** More than an account may have. */
const PAGE = 100;

/** The API keys of who is signed in, the newest first. */
export function useApiKeys(): ApiKeys {
  const [keys, setKeys] = useState<ApiKeys['keys']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(async () => {
    const query = { perPage: PAGE, sort: '-createdAt' } as const;
    try {
      setKeys((await answerOf(api.GET('/api/v1/api-keys', { params: { query } }))).items);
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : t('problem.unknown'));
    }
  }, []);
  useEffect(() => void load(), [load]);
  const create = useCallback(
    async (body: Schema['ApiKeyWish']) => {
      const made = await answerOf(api.POST('/api/v1/api-keys', { body }));
      // A new key may have taken the place of one that served no more.
      await load();
      return made;
    },
    [load],
  );
  const revoke = useCallback(
    async (id: string) => {
      await answerOf(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }));
      await load();
    },
    [load],
  );
  return { keys, problem, create, revoke };
}

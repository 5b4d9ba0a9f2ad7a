import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { type OwnList, useOwnList, WHOLE_LIST } from './use-own-list';

export interface ApiKeys extends Pick<OwnList<Schema['ApiKey']>, 'items' | 'problem'> {
  /** @throws ApiProblem */
  readonly create: (wish: Schema['ApiKeyWish']) => Promise<Schema['NewApiKey']>;
  /** @throws ApiProblem */
  readonly revoke: (id: string) => Promise<unknown>;
}

/** The API keys of who is signed in, the newest first. */
export function useApiKeys(): ApiKeys {
  const { items, problem, after } = useOwnList(read);
  return {
    items,
    problem,
    create: (body) => after(answerOf(api.POST('/api/v1/api-keys', { body }))),
    revoke: (id) => after(answerOf(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))),
  };
}

const read = () => answerOf(api.GET('/api/v1/api-keys', { params: { query: WHOLE_LIST } }));

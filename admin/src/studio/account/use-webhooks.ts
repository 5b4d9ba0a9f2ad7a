import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { type OwnList, useOwnList, WHOLE_LIST } from './use-own-list';

export interface Webhooks extends Pick<OwnList<Schema['Webhook']>, 'items' | 'problem'> {
  /** @throws ApiProblem */
  readonly create: (wish: Pick<Schema['WebhookWish'], 'url' | 'events'>) => Promise<Schema['NewWebhook']>;
  /** @throws ApiProblem */
  readonly setEnabled: (id: string, enabled: boolean) => Promise<unknown>;
  /** @throws ApiProblem */
  readonly rotateSecret: (id: string) => Promise<Schema['NewWebhook']>;
  /** @throws ApiProblem */
  readonly remove: (id: string) => Promise<unknown>;
}

/** The webhooks of who is signed in, the newest first. */
export function useWebhooks(): Webhooks {
  const { items, problem, after } = useOwnList(read);
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    items,
    problem,
    create: ({ url, events }) =>
      after(answerOf(api.POST('/api/v1/webhooks', { body: { url, events, description: '' } }))),
    setEnabled: (id, enabled) => after(answerOf(api.PATCH('/api/v1/webhooks/{id}', { ...at(id), body: { enabled } }))),
    rotateSecret: (id) => after(answerOf(api.POST('/api/v1/webhooks/{id}/rotate-secret', at(id)))),
    remove: (id) => after(answerOf(api.DELETE('/api/v1/webhooks/{id}', at(id)))),
  };
}

const read = () => answerOf(api.GET('/api/v1/webhooks', { params: { query: WHOLE_LIST } }));

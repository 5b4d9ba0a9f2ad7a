import { useCallback, useEffect, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf, ApiProblem } from '../../api/problem';
import { t } from '../../i18n/translate';

export interface Webhooks {
  /** Null until they are known. */
  readonly webhooks: readonly Schema['Webhook'][] | null;
  /** Why they could not be listed. */
  readonly problem: string | null;
  /** @throws ApiProblem */
  readonly create: (wish: Pick<Schema['WebhookWish'], 'url' | 'events'>) => Promise<Schema['NewWebhook']>;
  /** @throws ApiProblem */
  readonly setEnabled: (id: string, enabled: boolean) => Promise<void>;
  /** @throws ApiProblem */
  readonly remove: (id: string) => Promise<void>;
}

/** More than an account may have. */
const PAGE = 100;

/** The webhooks of who is signed in, the newest first. */
export function useWebhooks(): Webhooks {
  const [webhooks, setWebhooks] = useState<Webhooks['webhooks']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(async () => {
    const query = { perPage: PAGE, sort: '-createdAt' } as const;
    try {
      setWebhooks((await answerOf(api.GET('/api/v1/webhooks', { params: { query } }))).items);
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : t('problem.unknown'));
    }
  }, []);
  useEffect(() => void load(), [load]);
  const create: Webhooks['create'] = useCallback(
    async ({ url, events }) => {
      const made = await answerOf(api.POST('/api/v1/webhooks', { body: { url, events, description: '' } }));
      await load();
      return made;
    },
    [load],
  );
  const setEnabled: Webhooks['setEnabled'] = useCallback(
    async (id, enabled) => {
      await answerOf(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body: { enabled } }));
      await load();
    },
    [load],
  );
  const remove: Webhooks['remove'] = useCallback(
    async (id) => {
      await answerOf(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } }));
      await load();
    },
    [load],
  );
  return { webhooks, problem, create, setEnabled, remove };
}

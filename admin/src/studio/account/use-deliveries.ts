import { useCallback, useEffect, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf, problemText } from '../../api/problem';

export interface Deliveries {
  /** The latest; null until they are known. */
  readonly deliveries: readonly Schema['WebhookDelivery'][] | null;
  readonly problem: string | null;
  readonly ping: () => void;
  readonly sendAgain: (id: string) => void;
}

const LISTED = 20;
const LOOK_MILLISECONDS = 2000;

/** What a webhook was told lately; looked at again and again, since it changes by itself. */
export function useDeliveries(webhookId: string): Deliveries {
  const [deliveries, setDeliveries] = useState<Deliveries['deliveries']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(async () => {
    const params = { path: { id: webhookId }, query: { perPage: LISTED } } as const;
    setDeliveries((await answerOf(api.GET('/api/v1/webhooks/{id}/deliveries', { params }))).items);
  }, [webhookId]);
  const attempt = useCallback((act: () => Promise<unknown>) => {
    act().then(
      () => setProblem(null),
      (error: unknown) => setProblem(problemText(error)),
    );
  }, []);
  useEffect(() => {
    attempt(load);
    const timer = setInterval(() => attempt(load), LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [attempt, load]);
  const ping = useCallback(() => {
    attempt(async () => {
      await answerOf(api.POST('/api/v1/webhooks/{id}/ping', { params: { path: { id: webhookId } } }));
      await load();
    });
  }, [attempt, load, webhookId]);
  const sendAgain = useCallback(
    (deliveryId: string) => {
      attempt(async () => {
        const params = { path: { id: webhookId, deliveryId } };
        await answerOf(api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver', { params }));
        await load();
      });
    },
    [attempt, load, webhookId],
  );
  return { deliveries, problem, ping, sendAgain };
}

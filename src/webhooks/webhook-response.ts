import type { Delivery } from './delivery.js';
import type { Webhook } from './webhook.js';
import type { DeliveryResponse, WebhookResponse } from './webhooks.schemas.js';

/** Without its secret. */
export function toWebhookResponse(webhook: Webhook): WebhookResponse {
  const { id, url, events, description, enabled, previousSecret, disabling, failingSince, createdAt } = webhook;
  return {
    id,
    url,
    events: [...events],
    description,
    enabled,
    ...(previousSecret ? { previousSecretExpiresAt: previousSecret.expiresAt.toISOString() } : {}),
    ...(disabling ? { disabled: { at: disabling.at.toISOString(), detail: disabling.detail } } : {}),
    ...(failingSince ? { failingSince: failingSince.toISOString() } : {}),
    createdAt: createdAt.toISOString(),
  };
}

export function toDeliveryResponse(delivery: Delivery): DeliveryResponse {
  const { id, webhookId, messageId, event, mappingId, state, attempts, createdAt } = delivery;
  const { status, error, errorCode, dueAt, lastAttemptAt, deliveredAt } = delivery;
  return {
    id,
    webhookId,
    messageId,
    event,
    state,
    attempts,
    ...(mappingId ? { mappingId } : {}),
    ...(status === undefined ? {} : { statusCode: status }),
    ...(error === undefined ? {} : { error }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(dueAt ? { nextAttemptAt: dueAt.toISOString() } : {}),
    ...(lastAttemptAt ? { lastAttemptAt: lastAttemptAt.toISOString() } : {}),
    ...(deliveredAt ? { deliveredAt: deliveredAt.toISOString() } : {}),
    createdAt: createdAt.toISOString(),
  };
}

import { z } from 'zod';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';
import { DELIVERY_STATES } from './delivery.js';
import { PING, WEBHOOK_EVENTS } from './webhook.js';

const time = z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' });
const event = z.enum(WEBHOOK_EVENTS);

const url = z
  .url({ protocol: /^https?$/, abort: true })
  .max(2000)
  .refine((text) => !hasCredentials(text), 'Expected no user name or password in the URL')
  .meta({ description: 'Public and https.', example: 'https://shop.example.org/hooks/artwork-mapping' });

const events = z
  .array(event)
  .min(1)
  .max(WEBHOOK_EVENTS.length)
  .refine((names) => new Set(names).size === names.length, 'Expected each event once')
  .meta({ description: 'What it is told of.', example: ['mapping.succeeded', 'mapping.failed'] });

const description = z.string().trim().max(200).meta({ description: 'For yourself.', example: 'Print shop' });

export const webhookWishSchema = z
  .strictObject({ url, events: events.default([...WEBHOOK_EVENTS]), description: description.default('') })
  .meta({ id: 'WebhookWish' });

export const webhookChangeSchema = z
  .strictObject({
    url,
    events,
    description,
    enabled: z.boolean().meta({ description: 'Enabled again, it is told of what happens from then on.' }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Expected at least one of url, events, description, enabled')
  .meta({ id: 'WebhookChange' });

export const webhookSchema = z
  .object({
    id: identifier,
    url: z.string(),
    events: z.array(event),
    description: z.string(),
    enabled: z.boolean(),
    disabled: z
      .object({ at: time, detail: z.string().meta({ example: 'The receiver answered 410 (Gone).' }) })
      .optional()
      .meta({ description: 'Where the service stopped it: when and why.' }),
    previousSecretExpiresAt: time
      .optional()
      .meta({ description: 'Where the secret was replaced: until when the one before signs beside it.' }),
    failingSince: time.optional().meta({ description: 'Since when nothing was delivered although it was tried.' }),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });

export const newWebhookSchema = webhookSchema
  .extend({
    secret: z.string().meta({
      description: 'Signs what is sent; shown this once.',
      example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
    }),
  })
  .meta({ id: 'NewWebhook' });

export const deliverySchema = z
  .object({
    id: identifier,
    webhookId: identifier,
    messageId: z.string().meta({
      description: 'Sent as `webhook-id`, the same in every attempt.',
      example: 'msg_6745c0de6745c0de6745c0de',
    }),
    event: z.enum([...WEBHOOK_EVENTS, PING]),
    mappingId: identifier.optional(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int().meta({ description: 'Made since the delivery was created or asked for again.' }),
    statusCode: z.int().optional().meta({ description: 'Of the last answer.', example: 503 }),
    error: z.string().optional().meta({ description: 'Why the last attempt came to nothing.' }),
    errorCode: z.string().optional().meta({
      description: 'Where there was no answer: how the system calls the reason, if it has a name for it.',
      example: 'ENOTFOUND',
    }),
    nextAttemptAt: time.optional(),
    lastAttemptAt: time.optional(),
    deliveredAt: time.optional(),
    createdAt: time,
  })
  .meta({ id: 'WebhookDelivery' });

export const webhookListQuery = listingQuery(['createdAt'], '-createdAt');
export const webhookPageSchema = pageOf(webhookSchema, 'WebhookPage');
export const deliveryListQuery = listingQuery(['createdAt'], '-createdAt').extend({
  state: z.enum(DELIVERY_STATES).optional(),
});
export const deliveryPageSchema = pageOf(deliverySchema, 'WebhookDeliveryPage');

function hasCredentials(text: string): boolean {
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

export type WebhookWish = z.infer<typeof webhookWishSchema>;
export type WebhookChange = z.infer<typeof webhookChangeSchema>;
export type WebhookResponse = z.infer<typeof webhookSchema>;
export type NewWebhookResponse = z.infer<typeof newWebhookSchema>;
export type WebhookListQuery = z.infer<typeof webhookListQuery>;
export type WebhookPageResponse = z.infer<typeof webhookPageSchema>;
export type DeliveryResponse = z.infer<typeof deliverySchema>;
export type DeliveryListQuery = z.infer<typeof deliveryListQuery>;
export type DeliveryPageResponse = z.infer<typeof deliveryPageSchema>;

import { PING, WEBHOOK_EVENTS } from '../webhooks/webhook.js';

const HEADERS = {
  'webhook-id': ['The message’s, the same in every attempt.', 'msg_6745c0de6745c0de6745c0de'],
  'webhook-timestamp': ['Of the attempt: seconds since 1970.', '1795440600'],
  'webhook-signature': ['`v1,` and the signature in base64.', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
} as const;

export const WEBHOOK_SCHEMAS = {
  WebhookMessage: {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', enum: [...WEBHOOK_EVENTS] },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened.' },
      data: { $ref: '#/components/schemas/Mapping' },
    },
  },
};

/** What the service sends to the addresses that `createWebhook` registers. */
export const WEBHOOKS = {
  mappingEnded: {
    post: {
      operationId: 'mappingEnded',
      summary: 'One of your mappings has ended',
      description: `Signed as \`createWebhook\` says. A message of type \`${PING}\` has \`data.webhookId\` instead of a mapping.`,
      tags: ['webhooks'],
      security: [],
      parameters: Object.entries(HEADERS).map(([name, [description, example]]) => ({
        name,
        in: 'header',
        required: true,
        description,
        schema: { type: 'string', examples: [example] },
      })),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/WebhookMessage' } } },
      },
      responses: {
        '2XX': { description: 'Taken.' },
        '410': { description: 'Not wanted any more: the webhook is disabled.' },
      },
    },
  },
};

import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { toWebhookResponse } from './webhook-response.js';
import {
  type NewWebhookResponse,
  newWebhookSchema,
  type WebhookChange,
  webhookChangeSchema,
  type WebhookListQuery,
  webhookListQuery,
  type WebhookPageResponse,
  webhookPageSchema,
  type WebhookResponse,
  webhookSchema,
  type WebhookWish,
  webhookWishSchema,
} from './webhooks.schemas.js';
import { WebhooksService } from './webhooks.service.js';

const CREATION =
  'When one of your mappings ends, a `WebhookMessage` is posted to the URL, signed as Standard Webhooks ' +
  '(https://www.standardwebhooks.com) say: `webhook-signature` is `v1,` and the base64 HMAC-SHA256, under the base64-decoded ' +
  'part of the secret after `whsec_`, of `webhook-id`, `webhook-timestamp` and the raw body, joined by dots. Any 2xx within ' +
  '10 seconds is taken for delivered, 410 disables the webhook, anything else is tried again over three days. A message may ' +
  'come twice, then with the same `webhook-id`, and messages may come in another order than things happened. ' +
  'An `Idempotency-Key` has no effect here, since the answer would have to be kept: delete a webhook whose answer was lost.';

@ApiTags('webhooks')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'TOO_MANY_REQUESTS')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'createWebhook',
    summary: 'Have a program of yours told when mappings end',
    description: CREATION,
  })
  @Answers(201, { description: 'The webhook with its secret, shown this once.', schema: newWebhookSchema })
  @Problems('QUOTA_EXCEEDED')
  async create(
    @CurrentUser() user: SignedInUser,
    @Body({ schema: webhookWishSchema }) wish: WebhookWish,
  ): Promise<NewWebhookResponse> {
    const webhook = await this.webhooks.create(user.id, wish);
    return { ...toWebhookResponse(webhook), secret: webhook.secret };
  }

  @Get()
  @ApiOperation({ operationId: 'listWebhooks', summary: 'List your webhooks' })
  @Answers(200, { description: 'A page of your webhooks, without their secrets.', schema: webhookPageSchema })
  async list(
    @CurrentUser() user: SignedInUser,
    @Query({ schema: webhookListQuery }) query: WebhookListQuery,
  ): Promise<WebhookPageResponse> {
    const { items, ...page } = await this.webhooks.list(user.id, query);
    return { ...page, items: items.map(toWebhookResponse) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getWebhook', summary: 'Get a webhook' })
  @Answers(200, { description: 'The webhook, without its secret.', schema: webhookSchema })
  @Problems('NOT_FOUND')
  async get(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<WebhookResponse> {
    return toWebhookResponse(await this.webhooks.find(user.id, id));
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeWebhook', summary: 'Change a webhook, disable it or enable it again' })
  @Answers(200, { description: 'The changed webhook.', schema: webhookSchema })
  @Problems('NOT_FOUND')
  async change(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Body({ schema: webhookChangeSchema }) change: WebhookChange,
  ): Promise<WebhookResponse> {
    return toWebhookResponse(await this.webhooks.change(user.id, id, change));
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    operationId: 'rotateWebhookSecret',
    summary: 'Give a webhook a new secret',
    description:
      'For 24 hours messages carry two signatures in `webhook-signature`, separated by a space: of the new secret and of the ' +
      'one that it replaces. A receiver that knows either takes them. A secret that was replaced before that one serves no ' +
      'more at once. An `Idempotency-Key` has no effect here, since the answer would have to be kept: replace a secret whose ' +
      'answer was lost.',
  })
  @Answers(200, { description: 'The webhook with its new secret, shown this once.', schema: newWebhookSchema })
  @Problems('NOT_FOUND', 'STATE_CONFLICT')
  async rotateSecret(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<NewWebhookResponse> {
    const webhook = await this.webhooks.rotateSecret(user.id, id);
    return { ...toWebhookResponse(webhook), secret: webhook.secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteWebhook', summary: 'Delete a webhook and the list of what it was told' })
  @Answers(204, { description: 'It is told nothing any more.' })
  @Problems('NOT_FOUND')
  async delete(@CurrentUser() user: SignedInUser, @Param('id', { schema: identifier }) id: string): Promise<void> {
    await this.webhooks.delete(user.id, id);
  }
}

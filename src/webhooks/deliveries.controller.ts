import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { identifier } from '../common/identifier.js';
import { toDeliveryResponse } from './webhook-response.js';
import {
  type DeliveryListQuery,
  deliveryListQuery,
  type DeliveryPageResponse,
  deliveryPageSchema,
  type DeliveryResponse,
  deliverySchema,
} from './webhooks.schemas.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Problems('UNAUTHENTICATED', 'VALIDATION_FAILED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
@Controller('webhooks/:id')
export class DeliveriesController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get('deliveries')
  @ApiOperation({ operationId: 'listWebhookDeliveries', summary: 'List what a webhook was told and is to be told' })
  @Answers(200, { description: 'A page of deliveries.', schema: deliveryPageSchema })
  async list(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Query({ schema: deliveryListQuery }) { state, ...listing }: DeliveryListQuery,
  ): Promise<DeliveryPageResponse> {
    const { items, ...page } = await this.webhooks.listDeliveries(user.id, id, state, listing);
    return { ...page, items: items.map(toDeliveryResponse) };
  }

  @Post('deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'redeliverWebhook',
    summary: 'Send the same message again now, with all its attempts',
  })
  @Answers(202, { description: 'The delivery, due now.', schema: deliverySchema })
  @Problems('STATE_CONFLICT')
  async redeliver(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Param('deliveryId', { schema: identifier }) deliveryId: string,
  ): Promise<DeliveryResponse> {
    return toDeliveryResponse(await this.webhooks.redeliver(user.id, id, deliveryId));
  }

  @Post('ping')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'pingWebhook',
    summary: 'Send a message of type `webhook.ping`, to try the receiver',
  })
  @Answers(202, { description: 'The delivery, due now.', schema: deliverySchema })
  @Problems('STATE_CONFLICT')
  async ping(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
  ): Promise<DeliveryResponse> {
    return toDeliveryResponse(await this.webhooks.ping(user.id, id));
  }
}

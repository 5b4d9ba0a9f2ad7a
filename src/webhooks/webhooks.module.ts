import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { JobsModule } from '../jobs/jobs.module.js';
import { MappingModule } from '../mapping/mapping.module.js';
import { UsersModule } from '../users/users.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DELIVERY_MODEL, deliveryRowSchema } from './delivery.schema.js';
import { DeliveryClaimsRepository } from './delivery-claims.repository.js';
import { WEBHOOK_MODEL, webhookRowSchema } from './webhook.schema.js';
import { WebhookDeliverer } from './webhook-deliverer.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';
import { WebhookPersonalData } from './webhook-personal-data.js';
import { WebhookRelay } from './webhook-relay.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksRepository } from './webhooks.repository.js';
import { WebhooksService } from './webhooks.service.js';

/** Programs of artists that are told when mappings end. */
@Module({
  imports: [
    JobsModule,
    MappingModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: WEBHOOK_MODEL, schema: webhookRowSchema },
      { name: DELIVERY_MODEL, schema: deliveryRowSchema },
    ]),
  ],
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    WebhooksRepository,
    DeliveriesRepository,
    DeliveryClaimsRepository,
    WebhookRelay,
    WebhookDeliverer,
    WebhookDispatcher,
    WebhooksService,
    WebhookPersonalData,
  ],
})
export class WebhooksModule {}

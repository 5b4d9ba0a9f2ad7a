import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type SignedInUser } from '../auth/signed-in-user.js';
import { Answers, Problems } from '../common/documented.js';
import { EVENT_STREAM_MEDIA_TYPE, sendEvents } from '../common/event-stream.js';
import { identifier } from '../common/identifier.js';
import { RequestSignal } from '../common/request-signal.js';
import { MappingEvents } from './mapping-events.service.js';

const DESCRIPTION =
  'Server-sent events: `queued` (with `queuePosition`), `progress`, then `done`, `failed` or `cancelled`, after which the ' +
  'stream ends. The data of each is the Mapping as it is then. A stream that ends earlier (after ten minutes, when the ' +
  'service restarts, when the mapping is deleted) is connected to again with the last event’s id in `Last-Event-ID`.';

@ApiTags('mappings')
@Problems('UNAUTHENTICATED', 'NOT_FOUND', 'TOO_MANY_REQUESTS')
@Controller('mappings')
export class MappingEventsController {
  constructor(private readonly events: MappingEvents) {}

  @Get(':id/events')
  @ApiOperation({ operationId: 'followMapping', summary: 'Follow a mapping as it happens', description: DESCRIPTION })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Id of the last event received.' })
  @Answers(200, { description: 'Events as they happen.', mediaTypes: [EVENT_STREAM_MEDIA_TYPE] })
  @Answers(204, { description: 'The mapping has ended, and you have its last event: do not connect again.' })
  async follow(
    @CurrentUser() user: SignedInUser,
    @Param('id', { schema: identifier }) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @RequestSignal() signal: AbortSignal,
    @Res() response: Response,
  ): Promise<void> {
    const events = await this.events.follow(user, id, lastEventId, signal);
    if (events) await sendEvents(response, events, signal);
    else response.status(204).end();
  }
}

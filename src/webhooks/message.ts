import { Types } from 'mongoose';
import type { JobEnding } from '../jobs/job.js';
import type { FollowedMapping } from '../mapping/mapping.js';
import { type ResultAddresses, toMappingResponse } from '../mapping/mapping-response.js';
import type { MappingResponse } from '../mapping/mappings.schemas.js';
import { PING, type WebhookEvent } from './webhook.js';

export interface Message<Type extends string> {
  readonly messageId: string;
  readonly event: Type;
  readonly body: string;
}

/** What a receiver gets. */
interface WebhookMessage {
  readonly type: WebhookEvent;
  /** When it happened. */
  readonly timestamp: string;
  readonly data: MappingResponse;
}

/** The mapping as it was when its job ended so, whatever became of it since. */
export function endingMessage(
  { mapping, job }: FollowedMapping,
  ending: JobEnding,
  addresses: ResultAddresses,
): Message<WebhookEvent> {
  const { status, finishedAt, error } = ending;
  const event: WebhookEvent = `mapping.${status}`;
  const { error: _now, ...facts } = job!;
  const then = { mapping, job: { ...facts, status, finishedAt, ...(error ? { error } : {}) } };
  const data = toMappingResponse(then, addresses);
  const message: WebhookMessage = { type: event, timestamp: finishedAt.toISOString(), data };
  return { messageId: `msg_${ending.id}`, event, body: JSON.stringify(message) };
}

export function pingMessage(webhookId: string, now: Date): Message<typeof PING> {
  const message = { type: PING, timestamp: now.toISOString(), data: { webhookId } };
  return { messageId: `msg_${new Types.ObjectId().toHexString()}`, event: PING, body: JSON.stringify(message) };
}

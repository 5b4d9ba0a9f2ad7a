import type { JobOrigin } from '../jobs/job.js';
import type { PING, WebhookEvent } from './webhook.js';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Something that happened, as one webhook is to be told of it. */
export interface NewDelivery {
  readonly webhookId: string;
  readonly ownerId: string;
  /** The same in every attempt and for every webhook that is told of it. */
  readonly messageId: string;
  readonly event: WebhookEvent | typeof PING;
  readonly mappingId?: string;
  readonly jobId?: string;
  /** Of the request that asked for the job. */
  readonly origin: Pick<JobOrigin, 'requestId'>;
  /** JSON, sent as it is in every attempt. */
  readonly body: string;
}

export interface Delivery extends NewDelivery {
  readonly id: string;
  readonly state: DeliveryState;
  /** Begun since it was made or asked for again. */
  readonly attempts: number;
  /** When it is tried (again). */
  readonly dueAt?: Date;
  readonly lastAttemptAt?: Date;
  /** Of the last answer. */
  readonly status?: number;
  /** In words: why the last attempt came to nothing. */
  readonly error?: string;
  /** Where there was no answer: how the system calls the reason. */
  readonly errorCode?: string;
  readonly deliveredAt?: Date;
  readonly createdAt: Date;
}

/** A delivery in the hands of a process: whoever knows the claim may write the outcome until another takes it over. */
export type ClaimedDelivery = Delivery & { readonly claim: string };

/** Why an attempt came to nothing. */
export interface DeliveryFailure {
  readonly status?: number | undefined;
  readonly error: string;
  readonly errorCode?: string | undefined;
}

/** What an attempt came to. */
export type DeliveryOutcome =
  | { readonly state: 'delivered'; readonly status: number }
  | ({ readonly state: 'failed' } & DeliveryFailure)
  | ({ readonly state: 'pending'; readonly dueAt: Date } & DeliveryFailure);

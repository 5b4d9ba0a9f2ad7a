/** `lost`: another worker may have the job. `stopping`: this process is about to end. */
export type StopReason = 'lost' | 'cancelled' | 'deadline' | 'stopping';

const MESSAGES: Record<StopReason, string> = {
  lost: 'the lease of this attempt was lost',
  cancelled: 'the job was cancelled',
  deadline: 'the attempt took longer than it may',
  stopping: 'the worker is stopping',
};

/** Reason of a handler's signal. */
export class AttemptStopped extends Error {
  override readonly name = 'AttemptStopped';

  constructor(readonly reason: StopReason) {
    super(MESSAGES[reason]);
  }
}

/** Thrown by a handler that cannot go on yet: the job returns to the queue and the attempt does not count. */
export class AttemptDeferred extends Error {
  override readonly name = 'AttemptDeferred';

  constructor(
    readonly milliseconds: number,
    readonly step: string,
  ) {
    super(`put off at step ${step}`);
  }
}

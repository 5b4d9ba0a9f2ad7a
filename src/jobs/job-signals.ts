import { EventEmitter, once } from 'node:events';
import { Injectable } from '@nestjs/common';

/** What parts of this process tell each other about jobs, so that nobody waits for the next look into the database. */
@Injectable()
export class JobSignals {
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly everyChange = new EventEmitter();
  private readonly cancelling = new EventEmitter();

  /** The job has ended or is queued again. */
  changed(jobId: string): void {
    this.changes.emit(jobId);
    this.everyChange.emit('changed');
  }

  /** Whichever job it is. */
  onChange(listener: () => void): void {
    this.everyChange.on('changed', listener);
  }

  /** Resolves when the job changes, the time is up or the signal aborts; never rejects. */
  async nextChange(jobId: string, milliseconds: number, signal: AbortSignal): Promise<void> {
    const end = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(milliseconds))]);
    await once(this.changes, jobId, { signal: end }).catch(() => undefined);
  }

  cancelRequested(jobId: string): void {
    this.cancelling.emit('requested', jobId);
  }

  onCancelRequested(listener: (jobId: string) => void): void {
    this.cancelling.on('requested', listener);
  }
}

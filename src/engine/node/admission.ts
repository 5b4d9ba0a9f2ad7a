import { EngineError } from './engine-error.js';

interface Waiting {
  readonly bytes: number;
  readonly urgent: boolean;
  readonly admit: () => void;
}

/** Lets work in while there is a free thread and memory for it; the rest waits in a bounded line, urgent work first. */
export class Admission {
  private readonly line: Waiting[] = [];
  private readonly idle: (() => void)[] = [];
  private running = 0;
  private reserved = 0;

  constructor(
    private readonly slots: number,
    private readonly memoryBudgetBytes: number,
    private readonly maxQueued: number,
  ) {}

  get queued(): number {
    return this.line.length;
  }

  get memoryReserved(): number {
    return this.reserved;
  }

  /**
   * Resolves when the work may start, with what is to be called once when it has ended.
   *
   * @throws EngineError `ENGINE_OVERLOADED` when the line is full; the signal's reason when it is aborted while waiting
   */
  async enter(bytes: number, urgent: boolean, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.line.length > 0 || !this.fits(bytes)) await this.wait(bytes, urgent, signal);
    else this.take(bytes);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.running -= 1;
      this.reserved -= bytes;
      this.advance();
    };
  }

  /** Resolves when nothing runs or waits. */
  async drained(): Promise<void> {
    while (this.running > 0 || this.line.length > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private wait(bytes: number, urgent: boolean, signal?: AbortSignal): Promise<void> {
    if (this.line.length >= this.maxQueued) {
      const details = { queued: this.line.length, limit: this.maxQueued };
      throw new EngineError('ENGINE_OVERLOADED', 'Too much work is waiting. Try again shortly.', details);
    }
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.line.splice(this.line.indexOf(waiting), 1);
        reject(signal!.reason as Error);
        this.advance();
      };
      const admit = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const waiting: Waiting = { bytes, urgent, admit };
      const firstPatient = this.line.findIndex((other) => !other.urgent);
      this.line.splice(urgent && firstPatient >= 0 ? firstPatient : this.line.length, 0, waiting);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  private advance(): void {
    for (let next = this.line[0]; next && this.fits(next.bytes); next = this.line[0]) {
      this.line.shift();
      this.take(next.bytes);
      next.admit();
    }
    if (this.running === 0 && this.line.length === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  /** One piece of work is always let in, however large: it could never run otherwise. */
  private fits(bytes: number): boolean {
    if (this.running === 0) return true;
    return this.running < this.slots && this.reserved + bytes <= this.memoryBudgetBytes;
  }

  private take(bytes: number): void {
    this.running += 1;
    this.reserved += bytes;
  }
}

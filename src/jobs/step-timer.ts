import type { StepTimings } from './job.js';

/** Adds up how long each named step takes. */
export class StepTimer {
  private readonly milliseconds = new Map<string, number>();
  private readonly measured = new Map<string, number>();
  private step: string | undefined;
  private since = performance.now();

  enter(step: string): void {
    if (step === this.step) return;
    this.leave();
    this.step = step;
  }

  /** Takes figures that the work itself measured in place of ours. */
  replace(timings: StepTimings): void {
    for (const [step, milliseconds] of Object.entries(timings)) this.measured.set(step, milliseconds);
  }

  /** Whole milliseconds by step, in the order in which the steps were entered. */
  timings(): StepTimings {
    this.leave();
    const steps = [...this.milliseconds, ...this.measured];
    return Object.fromEntries(steps.map(([step, milliseconds]) => [step, Math.round(milliseconds)]));
  }

  private leave(): void {
    const now = performance.now();
    if (this.step) this.milliseconds.set(this.step, (this.milliseconds.get(this.step) ?? 0) + now - this.since);
    this.since = now;
  }
}

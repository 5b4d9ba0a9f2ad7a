import { RENDER_STEPS, type RenderStep } from './engine.js';
import type { MessagePort } from 'node:worker_threads';
import type { TaskMessage } from './protocol.js';

/** Share of the whole rendering at which each step begins, as measured on large pictures. */
const BEGINS: Readonly<Record<RenderStep, number>> = {
  fit: 0,
  transform: 0.3,
  'follow-folds': 0.35,
  shade: 0.4,
  encode: 0.7,
};

/** Shares of a step that are told of; a message costs as much as printing thousands of pixels. */
const LEAST_ADVANCE = 1 / 20;

/** Tells of the steps as they begin and measures them. */
export class StepClock {
  private readonly spent: Record<RenderStep, number> = {
    fit: 0,
    transform: 0,
    'follow-folds': 0,
    shade: 0,
    encode: 0,
  };
  private current: RenderStep = 'fit';
  private told = -1;
  private since = performance.now();

  constructor(private readonly port: MessagePort) {}

  begin(step: RenderStep): void {
    this.settle();
    this.current = step;
    this.told = -1;
    this.tell(0);
  }

  /** Tells how much of the current step is done, 0…1, where it is worth a message. */
  tell(share: number): void {
    if (share < this.told + LEAST_ADVANCE && share < 1) return;
    this.told = share;
    const begin = BEGINS[this.current];
    const next = RENDER_STEPS[RENDER_STEPS.indexOf(this.current) + 1];
    const fraction = begin + share * ((next ? BEGINS[next] : 1) - begin);
    this.port.postMessage({ kind: 'progress', step: this.current, fraction } satisfies TaskMessage);
  }

  /** Milliseconds by step. */
  end(): Record<RenderStep, number> {
    this.tell(1);
    this.settle();
    return { ...this.spent };
  }

  private settle(): void {
    const now = performance.now();
    this.spent[this.current] += now - this.since;
    this.since = now;
  }
}

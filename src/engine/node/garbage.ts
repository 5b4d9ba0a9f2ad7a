import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collector = (options: { readonly type: 'minor' }) => void;

let collector: Collector | undefined;

/**
 * Gives back at once, in some milliseconds, what was made a moment ago and nothing refers to any more. Pixels lie outside the
 * heap, so that V8, which sees only their small handles, would let the memory of several pictures gather.
 */
export function collectYoungGarbage(): void {
  collector ??= exposed();
  collector({ type: 'minor' });
  // Memory beside the heap is freed when the next collection ends the work of this one.
  collector({ type: 'minor' });
}

/** The only way for a program to have the collector run; contexts made before the flag do not know it. */
function exposed(): Collector {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collector;
}

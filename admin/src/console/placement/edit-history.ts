/** Past, present and future of something that is edited; values are never changed in place. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

const DEPTH = 200;

export function newHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [] };
}

/** One more step that can be undone; what had been undone is gone. */
export function push<T>({ past, present }: EditHistory<T>, next: T): EditHistory<T> {
  return { past: [...past, present].slice(-DEPTH), present: next, future: [] };
}

/** Shows a value while it is dragged: part of the step that began with {@link push}. */
export function amend<T>(history: EditHistory<T>, next: T): EditHistory<T> {
  return { ...history, present: next };
}

export function undo<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, present, future } = history;
  const previous = past.at(-1);
  return previous === undefined
    ? history
    : { past: past.slice(0, -1), present: previous, future: [present, ...future] };
}

export function redo<T>(history: EditHistory<T>): EditHistory<T> {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  return next === undefined ? history : { past: [...past, present], present: next, future: rest };
}

/** Past, present and future of a value. Immutable: every operation gives another history. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What is being changed at the moment, such as one slider's drag: further changes by it make no further entry. */
  readonly gesture: string | null;
}

/** Entries kept; a drag is one entry, so this is an afternoon of work. */
const MOST_ENTRIES = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null };
}

/**
 * The present replaced, as one entry to undo.
 *
 * @param gesture names a continuing change; as long as it is the same and has not ended, its changes are one entry
 */
export function change<T>(history: History<T>, present: T, gesture: string | null = null): History<T> {
  if (present === history.present) return history;
  if (gesture !== null && gesture === history.gesture) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-MOST_ENTRIES), present, future: [], gesture };
}

/** The next change is a new entry, whatever its gesture. */
export function endGesture<T>(history: History<T>): History<T> {
  return history.gesture === null ? history : { ...history, gesture: null };
}

/** Back to where the gesture in hand began, as if it had not been. */
export function cancelGesture<T>(history: History<T>): History<T> {
  if (history.gesture === null) return history;
  return { ...history, past: history.past.slice(0, -1), present: history.past.at(-1)!, gesture: null };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return endGesture(history);
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  if (after === undefined) return endGesture(history);
  return { past: [...history.past, history.present], present: after, future, gesture: null };
}

/** Every value, past and future too, replaced: for what was renamed under its feet. */
export function mapHistory<T>(history: History<T>, replace: (value: T) => T): History<T> {
  return {
    ...history,
    past: history.past.map(replace),
    present: replace(history.present),
    future: history.future.map(replace),
  };
}

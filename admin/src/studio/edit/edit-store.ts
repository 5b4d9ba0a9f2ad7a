import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import { type Edit, withParameters } from './edit';
import { cancelGesture, change, endGesture, type History, mapHistory, redo, startHistory, undo } from './history';

type Follower = (edit: Edit) => void;

export interface EditActions {
  /** @param gesture a continuing change, such as a drag, which is one entry to undo */
  update(how: (edit: Edit) => Edit, gesture?: string): void;
  setParameters(how: (parameters: MappingParameters) => MappingParameters, gesture?: string): void;
  /** Tells of each change that goes on with a gesture, before the page knows. @returns to be told no more */
  follow(follower: Follower): () => void;
  endGesture(): void;
  cancelGesture(): void;
  undo(): void;
  redo(): void;
  /** A choice has another key now. */
  rename(from: string, to: string): void;
}

/** While something is dragged, the page shows its numbers, which nobody reads faster; what is under the hand follows by itself. */
const PAGE_MILLISECONDS = 150;

/**
 * One print being worked on, outside of React: the preview is told of each change within the event that made it, the page too unless a
 * drag makes too many of them.
 */
export class EditStore {
  private current: History<Edit>;
  private readonly listeners = new Set<() => void>();
  private readonly followers = new Set<Follower>();
  private told: History<Edit>;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(initial: Edit) {
    this.current = startHistory(initial);
    this.told = this.current;
  }

  /** As the page knows it: during a gesture not each change of it. */
  readonly history = (): History<Edit> => this.told;

  private readonly follow: EditActions['follow'] = (follower) => {
    this.followers.add(follower);
    return () => void this.followers.delete(follower);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private readonly become = (how: (now: History<Edit>) => History<Edit>): void => {
    const next = how(this.current);
    if (next === this.current) return;
    const goesOn = next.gesture !== null && next.gesture === this.current.gesture;
    this.current = next;
    if (goesOn) for (const follower of this.followers) follower(next.present);
    if (goesOn) this.timer ??= setTimeout(this.tell, PAGE_MILLISECONDS);
    else this.tell();
  };

  private readonly tell = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.told === this.current) return;
    this.told = this.current;
    for (const listener of this.listeners) listener();
  };

  private readonly update = (how: (edit: Edit) => Edit, gesture?: string): void =>
    this.become((now) => change(now, how(now.present), gesture ?? null));

  readonly actions: EditActions = {
    update: this.update,
    setParameters: (how, gesture) => this.update((edit) => withParameters(edit, how(edit.parameters)), gesture),
    endGesture: () => this.become(endGesture),
    cancelGesture: () => this.become(cancelGesture),
    follow: this.follow,
    undo: () => this.become(undo),
    redo: () => this.become(redo),
    rename: (from, to) => this.become((now) => mapHistory(now, (edit) => renamed(edit, from, to))),
  };
}

function renamed(edit: Edit, from: string, to: string): Edit {
  const of = (key: string) => (key === from ? to : key);
  return { ...edit, artworkId: of(edit.artworkId), baseImageId: of(edit.baseImageId) };
}

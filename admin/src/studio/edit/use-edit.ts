import { useState, useSyncExternalStore } from 'react';
import type { Edit } from './edit';
import { type EditActions, EditStore } from './edit-store';

export interface EditState extends EditActions {
  readonly edit: Edit;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether something is being dragged. */
  readonly inGesture: boolean;
}

/** One print being worked on, with its history. Its actions are the same ones for as long as it is worked on. */
export function useEdit(initial: () => Edit): EditState {
  const [store] = useState(() => new EditStore(initial()));
  const history = useSyncExternalStore(store.subscribe, store.history);
  return {
    edit: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    inGesture: history.gesture !== null,
    ...store.actions,
  };
}

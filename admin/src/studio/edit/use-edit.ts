import { useCallback, useMemo, useState } from 'react';
import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import { type Edit, withParameters } from './edit';
import { cancelGesture, change, endGesture, type History, mapHistory, redo, startHistory, undo } from './history';

export interface EditActions {
  /** @param gesture a continuing change, such as a drag, which is one entry to undo */
  update(how: (edit: Edit) => Edit, gesture?: string): void;
  setParameters(how: (parameters: MappingParameters) => MappingParameters, gesture?: string): void;
  endGesture(): void;
  cancelGesture(): void;
  undo(): void;
  redo(): void;
  /** A choice has another key now. */
  rename(from: string, to: string): void;
}

export interface EditState extends EditActions {
  readonly edit: Edit;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether something is being dragged. */
  readonly inGesture: boolean;
}

/** One print being worked on, with its history. */
export function useEdit(initial: () => Edit): EditState {
  const [history, setHistory] = useState<History<Edit>>(() => startHistory(initial()));
  const update = useCallback(
    (how: (edit: Edit) => Edit, gesture?: string) =>
      setHistory((now) => change(now, how(now.present), gesture ?? null)),
    [],
  );
  const actions = useMemo<EditActions>(
    () => ({
      update,
      setParameters: (how, gesture) => update((edit) => withParameters(edit, how(edit.parameters)), gesture),
      endGesture: () => setHistory(endGesture),
      cancelGesture: () => setHistory(cancelGesture),
      undo: () => setHistory(undo),
      redo: () => setHistory(redo),
      rename: (from, to) => setHistory((now) => mapHistory(now, (edit) => renamed(edit, from, to))),
    }),
    [update],
  );
  return {
    edit: history.present,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    inGesture: history.gesture !== null,
    ...actions,
  };
}

function renamed(edit: Edit, from: string, to: string): Edit {
  const of = (key: string) => (key === from ? to : key);
  return { ...edit, artworkId: of(edit.artworkId), baseImageId: of(edit.baseImageId) };
}

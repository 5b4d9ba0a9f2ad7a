import { flushSync } from 'react-dom';
import type { EditState } from '../edit/use-edit';
import { fieldNamed, settle } from '../edit/fields';
import type { PaperChoice } from '../sources/choices';
import type { EditorView, Group } from './ways';
import { useShortcuts } from './use-shortcuts';

interface EditorKeys {
  readonly state: EditState;
  readonly paper: PaperChoice;
  readonly view: EditorView;
  readonly setView: (view: EditorView) => void;
  readonly setFlat: (flat: boolean) => void;
  readonly corners: boolean;
  readonly setCorners: (moving: boolean) => void;
  readonly setGroup: (group: Group) => void;
  readonly onExport: () => void;
  readonly onGenerate: () => void;
  readonly onHelp: () => void;
}

const VIEWS: readonly EditorView[] = ['print', 'compare', 'model'];

export function useEditorKeys(keys: EditorKeys): void {
  const { state, view } = keys;
  const rotate = (by: number) => () => {
    const field = fieldNamed('rotation');
    state.setParameters((now) => field.write(now, settle(field, field.read(now) + by)));
  };
  const corner = (number: number) => () => {
    if (keys.corners) document.getElementById(`corner-${number}`)?.focus();
  };
  useShortcuts({
    held: { b: keys.setFlat },
    pressed: {
      v: () => keys.setView(VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length]!),
      c: () => keys.setCorners(!keys.corners),
      1: corner(1),
      2: corner(2),
      3: corner(3),
      4: corner(4),
      '[': rotate(-0.5),
      ']': rotate(0.5),
      '{': rotate(-5),
      '}': rotate(5),
      p: () => {
        // What is not shown yet takes no focus.
        flushSync(() => keys.setGroup('paper'));
        document.querySelector<HTMLElement>('#papers [aria-pressed=true]')?.focus();
      },
      g: keys.onGenerate,
      e: keys.onExport,
      'ctrl+z': state.undo,
      'ctrl+shift+z': state.redo,
      'ctrl+y': state.redo,
      escape: () => (state.inGesture ? state.cancelGesture() : keys.setCorners(false)),
      '?': keys.onHelp,
    },
  });
}

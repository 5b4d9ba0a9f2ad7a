import { useEffect, useRef, useState } from 'react';

interface Commands {
  readonly choose: (corner: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** 1–4 choose a corner, Ctrl/⌘ Z undoes, with Shift redoes; nothing of it while a text field is being typed in. @returns whether Z is held */
export function usePlacementKeys(commands: Commands): boolean {
  const [magnify, setMagnify] = useState(false);
  const latest = useRef(commands);
  useEffect(() => void (latest.current = commands));
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      const isZ = event.key.toLowerCase() === 'z';
      if (isZ && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (event.shiftKey) latest.current.redo();
        else latest.current.undo();
      } else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      } else if (isZ) {
        setMagnify(true);
      } else if (/^[1-4]$/.test(event.key)) {
        const corner = Number(event.key) - 1;
        latest.current.choose(corner);
        document.querySelectorAll<HTMLElement>('.placement-sheet .target')[corner]?.focus();
      }
    };
    const up = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'z') setMagnify(false);
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
    };
  }, []);
  return magnify;
}

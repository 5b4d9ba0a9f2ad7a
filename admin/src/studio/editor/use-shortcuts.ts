import { useEffect, useRef } from 'react';

/** What keys do; `held` keys act while they are down. */
export interface Shortcuts {
  readonly pressed: Readonly<Record<string, (event: KeyboardEvent) => void>>;
  readonly held: Readonly<Record<string, (down: boolean) => void>>;
}

const STORED = 'single-keys';

/** Single keys can be switched off: they get in the way of speech input. */
export function singleKeys(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, 'off');
}

/**
 * Keys of the whole page, by what they print, in lower case, with `ctrl+` (⌘ on a Mac) and `shift+` before it where they are
 * held. Not while something is typed or a dialog is open.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (isTyping(event) || document.querySelector('dialog[open]')) return;
      if (!name.startsWith('ctrl+') && !singleKeys()) return;
      const hold = latest.current.held[name];
      const press = latest.current.pressed[name];
      if (!hold && !press) return;
      event.preventDefault();
      if (hold && !event.repeat) hold(true);
      press?.(event);
    };
    const up = (event: KeyboardEvent) => latest.current.held[event.key.toLowerCase()]?.(false);
    const release = () => Object.values(latest.current.held).forEach((hold) => hold(false));
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', release);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', release);
    };
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const isLetter = /^[a-z]$/.test(key);
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.shiftKey && isLetter ? 'shift+' : ''}${key}`;
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isText = target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type);
  return (
    isText || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

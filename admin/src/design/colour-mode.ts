import { useSyncExternalStore } from 'react';

/** `system` follows the operating system. */
export type ColourMode = 'light' | 'dark' | 'system';

const KEY = 'colour-mode';
const listeners = new Set<() => void>();
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
prefersDark.addEventListener('change', () => listeners.forEach((listener) => listener()));

function chosen(): ColourMode {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Puts the choice of an earlier visit on the document. */
export function applyColourMode(): void {
  const mode = chosen();
  if (mode === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = mode;
}

export function chooseColourMode(mode: ColourMode): void {
  if (mode === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, mode);
  applyColourMode();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was chosen, and what is to be shown. */
export function useColourMode(): { chosen: ColourMode; shown: 'light' | 'dark' } {
  const mode = useSyncExternalStore(subscribe, chosen);
  const dark = useSyncExternalStore(subscribe, () => prefersDark.matches);
  return { chosen: mode, shown: mode === 'system' ? (dark ? 'dark' : 'light') : mode };
}

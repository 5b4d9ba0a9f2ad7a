/** What somebody did before the page was alive, as admin/build/early-input.js keeps it. */
interface EarlyInput {
  readonly files: File[];
  /** Where the last click was; null where there was none. */
  click: { readonly x: number; readonly y: number } | null;
  /** Ends the keeping, but for a file that is still being chosen. */
  readonly end: AbortController;
  onFiles?: () => void;
}

declare global {
  /** Absent where the document is not the first page's. */
  var earlyInput: EarlyInput | undefined;
}

/** Takes the files that came early, and those of a picker that was opened early. @returns to take no more of them */
export function takeEarlyFiles(take: (files: readonly File[]) => void): () => void {
  const early = globalThis.earlyInput;
  if (!early) return () => undefined;
  early.end.abort();
  const takeAll = () => {
    const files = early.files.splice(0);
    if (files.length > 0) take(files);
  };
  early.onFiles = takeAll;
  takeAll();
  return () => {
    if (early.onFiles === takeAll) delete early.onFiles;
  };
}

/** Repeats the click that came early, on what is there now that it does something. */
export function repeatEarlyClick(): void {
  const early = globalThis.earlyInput;
  if (!early?.click) return;
  const { x, y } = early.click;
  early.click = null;
  const target = document.elementFromPoint(x, y)?.closest<HTMLElement>('a, button');
  target?.click();
}

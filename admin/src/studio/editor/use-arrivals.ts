import { useEffect, useRef, useState } from 'react';
import { takeEarlyFiles } from '../first/early-input';

/** Takes pictures that are dropped anywhere on the page or pasted, even before it was alive. @returns whether something is held over the page */
export function useArrivals(take: (files: readonly File[]) => void): boolean {
  const [arriving, setArriving] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (hasFiles(event)) setArriving((depth += 1) > 0);
    };
    const leave = (event: DragEvent) => {
      if (hasFiles(event)) setArriving((depth = Math.max(0, depth - 1)) > 0);
    };
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setArriving(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      latest.current([...event.dataTransfer!.files]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    const page = new AbortController();
    const { signal } = page;
    addEventListener('dragenter', enter, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('dragover', over, { signal });
    addEventListener('drop', drop, { signal });
    addEventListener('paste', paste, { signal });
    const leaveEarly = takeEarlyFiles((files) => latest.current(files));
    return () => {
      page.abort();
      leaveEarly();
    };
  }, []);
  return arriving;
}

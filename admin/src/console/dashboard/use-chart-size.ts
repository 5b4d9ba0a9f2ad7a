import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const [LEAST_HEIGHT, MOST_HEIGHT] = [250, 420];
/** Wider than this many times its height, a chart grows in height too. */
const PROPORTION = 6;

interface ChartSize {
  readonly ref: RefObject<SVGSVGElement | null>;
  readonly width: number;
  readonly height: number;
}

/** A chart is drawn in the pixels it is shown in: its text has one size on every screen. @param width before it is known */
export function useChartSize(width: number): ChartSize {
  const ref = useRef<SVGSVGElement>(null);
  const [shown, setShown] = useState(width);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setShown(Math.round(entry!.contentRect.width) || width));
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, [width]);
  return { ref, width: shown, height: Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, Math.round(shown / PROPORTION))) };
}

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const [LEAST_HEIGHT, MOST_HEIGHT] = [250, 420];

interface ChartSize {
  readonly ref: RefObject<SVGSVGElement | null>;
  readonly width: number;
  readonly height: number;
}

/**
 * A chart is drawn in the pixels it is shown in: its text has one size on every screen.
 *
 * @param width before it is known
 * @param proportion width to height, where that is neither too low nor too high
 */
export function useChartSize(width: number, proportion: number): ChartSize {
  const ref = useRef<SVGSVGElement>(null);
  const [shown, setShown] = useState(width);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setShown(Math.round(entry!.contentRect.width) || width));
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, [width]);
  return { ref, width: shown, height: Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, Math.round(shown / proportion))) };
}

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { showBitmap } from './show-bitmap';
import { detailSize, draftSize } from './draft-size';
import { livePreview } from './live';
import type { PreviewWish } from './live-preview';
import type { RenderedPreview } from './protocol';
import { PreviewScheduler } from './scheduler';

export interface PreviewState {
  /** Milliseconds from the last change to its picture in full size; null until there is one. */
  readonly latency: number | null;
  readonly problem: unknown;
}

interface Asked extends PreviewWish {
  readonly askedAt: number;
}

/** After the last change, before it is drawn in more detail than the full preview has. */
const REST_MILLISECONDS = 250;
/** Name of the measures that stand in the browser's performance timeline. */
const MEASURE = 'studio-preview';

/**
 * Keeps a canvas up with what is wished for.
 *
 * @param interactive while true, size may give way to speed
 */
export function usePreview(
  canvas: RefObject<HTMLCanvasElement | null>,
  wish: PreviewWish | null,
  interactive: boolean,
): PreviewState {
  const [state, setState] = useState<PreviewState>({ latency: null, problem: null });
  const pace = useRef(0);
  const full = useRef(0);
  const failed = useRef(false);
  const scheduler = useMemo(
    () =>
      new PreviewScheduler<Asked, RenderedPreview>({
        render: async (asked) => livePreview.render(asked),
        show: ({ picture, milliseconds }, { askedAt, longest, view }) => {
          pace.current = milliseconds / longest ** 2;
          if (!canvas.current) return picture.close();
          showBitmap(canvas.current, picture);
          const now = performance.now();
          performance.measure(MEASURE, { start: askedAt, end: now, detail: { engine: milliseconds, longest, view } });
          if (longest === full.current || failed.current) setState({ latency: now - askedAt, problem: null });
          failed.current = false;
        },
        busy: (isBusy) => canvas.current?.setAttribute('aria-busy', String(isBusy)),
        fail: (problem) => {
          failed.current = true;
          setState((before) => ({ ...before, problem }));
        },
      }),
    [canvas],
  );
  const artKey = wish?.art.key;
  const paperKey = wish?.paper.key;
  useEffect(() => () => scheduler.reset(), [scheduler, artKey, paperKey]);
  useEffect(() => {
    if (!wish) return;
    full.current = wish.longest;
    const longest = interactive ? draftSize(wish.longest, pace.current) : wish.longest;
    scheduler.ask({ ...wish, longest, askedAt: performance.now() });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a wish is new with every rendering; these are what it is made of
  }, [scheduler, artKey, paperKey, wish?.parameters, wish?.view, wish?.longest, interactive]);
  useEffect(() => {
    const element = canvas.current;
    if (!wish || interactive || !element) return undefined;
    const { longest, paper } = wish;
    let drawn = longest;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refine = () => {
      const shown = Math.max(element.clientWidth, element.clientHeight) * window.devicePixelRatio;
      const detail = detailSize(longest, shown, Math.max(paper.width, paper.height));
      if (detail === null || detail <= drawn) return;
      drawn = detail;
      scheduler.ask({ ...wish, longest: detail, askedAt: performance.now() });
    };
    // Called once at first, then whenever the stage or its zoom changes.
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(refine, REST_MILLISECONDS);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a wish is new with every rendering; these are what it is made of
  }, [scheduler, canvas, artKey, paperKey, wish?.parameters, wish?.view, wish?.longest, interactive]);
  return state;
}

import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { detailSize } from './detail-size';
import { DraftPace } from './draft-pace';
import { livePreview } from './live';
import type { PreviewWish } from './live-preview';
import { type DrawnPreview, PreviewError } from './protocol';
import { PreviewScheduler } from './scheduler';

export interface PreviewState {
  /** Milliseconds from the last change to its picture in full size; null until there is one. */
  readonly latency: number | null;
  readonly problem: unknown;
  /** To be the canvas's `key`: a canvas that is lost with its worker makes room for another. */
  readonly canvasKey: number;
}

interface Asked extends PreviewWish {
  readonly canvas: HTMLCanvasElement;
  readonly askedAt: number;
  /** While something is dragged. */
  readonly draft: boolean;
}

/** After the last change, before it is drawn in more detail than the full preview has. */
export const REST_MILLISECONDS = 250;
/** Canvases in a row that may be lost before one is drawn on: more will not help. */
const MOST_RENEWALS = 3;
/** Name of the measures that stand in the browser's performance timeline. */
const MEASURE = 'studio-preview';
/** Measures kept: a long drag makes thousands. */
const MOST_MEASURES = 2000;

/**
 * Keeps a canvas up with what is wished for.
 *
 * @param interactive while true, size may give way to speed
 * @param follow tells of parameters before they are wished for: while something is dragged, the page takes its time
 */
export function usePreview(
  canvas: RefObject<HTMLCanvasElement | null>,
  wish: PreviewWish | null,
  interactive: boolean,
  follow?: (tell: (parameters: PreviewWish['parameters']) => void) => () => void,
): PreviewState {
  const [state, setState] = useState<PreviewState>({ latency: null, problem: null, canvasKey: 0 });
  const pace = useRef(new DraftPace());
  const full = useRef(0);
  const failed = useRef(false);
  const lastAsked = useRef<PreviewWish | null>(null);
  const renewals = useRef(0);
  const fail = useCallback((problem: unknown) => {
    failed.current = true;
    setState((before) => ({ ...before, problem }));
  }, []);
  const renewCanvas = useCallback(
    (problem: PreviewError) => {
      if (++renewals.current > MOST_RENEWALS) return fail(problem);
      lastAsked.current = null;
      setState((before) => ({ ...before, canvasKey: before.canvasKey + 1 }));
    },
    [fail],
  );
  const scheduler = useMemo(
    () =>
      new PreviewScheduler<Asked, DrawnPreview>({
        render: async (asked) => livePreview.draw(asked, asked.canvas, asked.draft),
        show: ({ milliseconds }, { askedAt, longest, view, draft }) => {
          const now = performance.now();
          measure(askedAt, now, { engine: milliseconds, longest, view });
          if (draft) pace.current.took(longest, milliseconds);
          // While something is dragged, the page has more to do than to tell how soon.
          if (failed.current || (longest === full.current && !draft)) {
            setState((before) => ({ ...before, latency: now - askedAt, problem: null }));
          }
          failed.current = false;
          renewals.current = 0;
        },
        busy: (isBusy) => canvas.current?.setAttribute('aria-busy', String(isBusy)),
        fail: (problem, asked) => {
          const isLost = problem instanceof PreviewError && problem.code === 'CANVAS_LOST';
          if (!isLost) fail(problem);
          else if (asked.canvas === canvas.current) renewCanvas(problem);
        },
      }),
    [canvas, fail, renewCanvas],
  );
  useEffect(
    () => livePreview.onCanvasesLost(() => renewCanvas(new PreviewError('CANVAS_LOST', 'The worker broke.'))),
    [renewCanvas],
  );
  useEffect(() => {
    const element = canvas.current;
    return () => {
      if (element) livePreview.release(element);
    };
  }, [canvas, state.canvasKey]);
  const artKey = wish?.art.key;
  const paperKey = wish?.paper.key;
  useLayoutEffect(() => () => scheduler.reset(), [scheduler, artKey, paperKey]);
  const latest = useRef(wish);
  latest.current = wish;
  const askOnce = useCallback(
    (next: PreviewWish, draft: boolean) => {
      const { parameters, view, longest } = next;
      const last = lastAsked.current;
      const isSame = last !== null && last.art.key === next.art.key && last.paper.key === next.paper.key;
      if (isSame && last.parameters === parameters && last.view === view && last.longest === longest) return;
      if (!canvas.current) return;
      lastAsked.current = next;
      scheduler.ask({ ...next, canvas: canvas.current, askedAt: performance.now(), draft });
    },
    [scheduler, canvas],
  );
  // Before the browser paints what else has changed: the workers need not wait for that.
  useLayoutEffect(() => {
    if (!wish) {
      lastAsked.current = null;
      return;
    }
    full.current = wish.longest;
    askOnce({ ...wish, longest: interactive ? pace.current.sizeOf(wish.longest) : wish.longest }, interactive);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a wish is new with every rendering; these are what it is made of
  }, [askOnce, artKey, paperKey, wish?.parameters, wish?.view, wish?.longest, interactive, state.canvasKey]);
  useEffect(
    () =>
      follow?.((parameters) => {
        const now = latest.current;
        if (now) askOnce({ ...now, parameters, longest: pace.current.sizeOf(now.longest) }, true);
      }),
    [follow, askOnce],
  );
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
      scheduler.ask({ ...wish, longest: detail, canvas: element, askedAt: performance.now(), draft: false });
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
  }, [scheduler, canvas, artKey, paperKey, wish?.parameters, wish?.view, wish?.longest, interactive, state.canvasKey]);
  return state;
}

let measures = 0;

function measure(start: number, end: number, detail: { engine: number; longest: number; view: string }): void {
  if (++measures % MOST_MEASURES === 0) performance.clearMeasures(MEASURE);
  performance.measure(MEASURE, { start, end, detail });
}

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Point } from '../../../../src/engine/core/raster';
import { CropMarks } from '../../design/CropMarks';
import { t } from '../../i18n/translate';
import { fitView, panBy, type Size, toPicture, type View, zoomAbout } from './view';
import './stage.css';

export interface StageProps {
  /** Pixels of the paper itself: at 100 % each is one of the screen's. */
  readonly picture: Size;
  readonly label: string;
  /** Null: as fits. */
  readonly view: View | null;
  readonly onView: (view: View | null, stage: Size) => void;
  readonly padding: number;
  /** Called with fractions of the picture; absent where the picture is not for dragging. */
  readonly onDrag?: ((drag: StageDrag) => void) | undefined;
  readonly onKeyDown?: (event: React.KeyboardEvent) => void;
  readonly children: ReactNode;
  /** Drawn above the sheet, in its coordinates. */
  readonly overlay?: ReactNode;
}

export interface StageDrag {
  readonly phase: 'start' | 'move' | 'end' | 'cancel';
  readonly from: Point;
  readonly to: Point;
}

/** The neutral ground on which the sheet lies: zoom by wheel, pinch and keys, pan by two fingers or the middle button. */
export function Stage(props: StageProps) {
  const { picture, view: chosen, onView, padding, onDrag } = props;
  const element = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Size>({ width: 0, height: 0 });
  const pointers = useRef(new Map<number, Point>());
  const drag = useRef<{ id: number; from: Point; last: Point } | null>(null);
  const view = chosen ?? fitView(stage, picture, padding);
  const latest = useRef({ view, stage, picture, onView });
  latest.current = { view, stage, picture, onView };

  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth, clientHeight } = element.current!;
      setStage({ width: clientWidth, height: clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    // React's own wheel listeners are passive and could not keep the page from zooming.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const now = latest.current;
      const anchor = within(element.current!, event);
      const next =
        event.ctrlKey || event.metaKey || now.onView === undefined
          ? zoomAbout(now.view, now.stage, anchor, now.view.zoom * Math.exp(-event.deltaY / 200))
          : panBy(now.view, now.stage, now.picture, { x: -event.deltaX, y: -event.deltaY });
      now.onView(next, now.stage);
    };
    const target = element.current!;
    target.addEventListener('wheel', wheel, { passive: false });
    return () => target.removeEventListener('wheel', wheel);
  }, []);

  const endDrag = (phase: 'end' | 'cancel') => {
    if (!drag.current) return;
    onDrag?.({ phase, from: drag.current.from, to: drag.current.last });
    drag.current = null;
  };

  const down = (event: React.PointerEvent) => {
    const at = within(element.current!, event);
    pointers.current.set(event.pointerId, at);
    const isPan = event.button === 1 || pointers.current.size > 1;
    if (isPan) endDrag('cancel');
    const onControl = (event.target as Element).closest('button,a,input,[role=slider]') !== null;
    if (onControl && !isPan) {
      pointers.current.delete(event.pointerId);
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    if (isPan || event.button !== 0 || !onDrag) return;
    const from = toPicture(view, stage, picture, at);
    drag.current = { id: event.pointerId, from, last: from };
    onDrag({ phase: 'start', from, to: from });
  };

  const move = (event: React.PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const at = within(element.current!, event);
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    pointers.current.set(event.pointerId, at);
    if (others.length > 0) return pinch(others[0]!, before, at);
    if (drag.current?.id === event.pointerId) {
      const to = toPicture(view, stage, picture, at);
      drag.current.last = to;
      onDrag?.({ phase: 'move', from: drag.current.from, to });
    } else if (event.buttons & 4 || !onDrag) {
      onView(panBy(view, stage, picture, { x: at.x - before.x, y: at.y - before.y }), stage);
    }
  };

  const pinch = (anchor: Point, before: Point, at: Point) => {
    const length = (point: Point) => Math.hypot(point.x - anchor.x, point.y - anchor.y) || 1;
    const middle = { x: (anchor.x + at.x) / 2, y: (anchor.y + at.y) / 2 };
    const zoomed = zoomAbout(view, stage, middle, (view.zoom * length(at)) / length(before));
    onView(panBy(zoomed, stage, picture, { x: (at.x - before.x) / 2, y: (at.y - before.y) / 2 }), stage);
  };

  const up = (phase: 'end' | 'cancel') => (event: React.PointerEvent) => {
    pointers.current.delete(event.pointerId);
    if (drag.current?.id === event.pointerId) endDrag(phase);
  };

  const size = { width: picture.width * view.zoom, height: picture.height * view.zoom };
  return (
    <div
      ref={element}
      className={onDrag ? 'stage movable' : 'stage'}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up('end')}
      onPointerCancel={up('cancel')}
    >
      <div
        className="sheet"
        role="application"
        aria-roledescription={t('studio.view.label')}
        aria-label={props.label}
        tabIndex={0}
        onKeyDown={props.onKeyDown}
        style={{
          ...size,
          visibility: stage.width === 0 ? 'hidden' : undefined,
          transform: `translate(calc(-50% + ${view.pan.x}px), calc(-50% + ${view.pan.y}px))`,
        }}
      >
        {chosen === null && padding >= 40 && <CropMarks />}
        {props.children}
        {props.overlay}
      </div>
    </div>
  );
}

function within(element: Element, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
  const { left, top, width } = element.getBoundingClientRect();
  // Wide windows enlarge the page; the stage reckons in its own pixels.
  const scale = element.clientWidth / width;
  return { x: (clientX - left) * scale, y: (clientY - top) * scale };
}

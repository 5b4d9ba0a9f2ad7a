import { type CSSProperties, useEffect, useRef } from 'react';
import type { Quad } from '../../../../src/engine/core/raster';
import { t } from '../../i18n/translate';
import { useFocusHandedOn } from '../ui/use-focus-handed-on';
import { withCorner } from './handles';

interface CornersProps {
  readonly quad: Quad;
  /** Pixels of the paper, by which arrow keys count. */
  readonly picture: { readonly width: number; readonly height: number };
  /** Tells of the quad while a corner is dragged, before the page knows. */
  readonly follow: (tell: (quad: Quad) => void) => () => void;
  /** @param how gives the quad with a corner elsewhere, null where it cannot be */
  readonly onMove: (how: (quad: Quad) => Quad | null) => void;
  readonly onEnd: () => void;
  readonly onCancel: () => void;
}

/** Where the corners are, in hundredths of the picture: all that `stage.css` places them and the sides between them by. */
function placeOf(quad: Quad): Record<string, string> {
  return Object.fromEntries(
    quad.flatMap(({ x, y }, i) => [
      [`--x${i}`, String(x * 100)],
      [`--y${i}`, String(y * 100)],
    ]),
  );
}

const ownPlace = (i: number) => ({ '--x': `var(--x${i})`, '--y': `var(--y${i})` }) as CSSProperties;
const sideFrom = (i: number) => {
  const next = (i + 1) % 4;
  return { ...ownPlace(i), '--to-x': `var(--x${next})`, '--to-y': `var(--y${next})` } as CSSProperties;
};

/** Keys that moved a corner move the art once the corners are put away. */
const sheetOf = (corners: HTMLElement) => corners.closest<HTMLElement>('.sheet');

/** The sheet's corners as registration targets: dragged, or moved by arrow keys. */
export function Corners({ quad, picture, follow, onMove, onEnd, onCancel }: CornersProps) {
  const overlay = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      follow((now) => {
        for (const [name, value] of Object.entries(placeOf(now))) overlay.current!.style.setProperty(name, value);
      }),
    [follow],
  );
  useFocusHandedOn(overlay, sheetOf);
  const dragTo = (index: number) => (event: React.PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = overlay.current!.getBoundingClientRect();
    const to = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    onMove((now) => withCorner(now, index, to));
  };
  const press = (index: number) => (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    const step = event.shiftKey ? 10 : 1;
    const [x, y] =
      { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [];
    if (x === undefined || y === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove((now) =>
      withCorner(now, index, { x: now[index]!.x + x / picture.width, y: now[index]!.y + y / picture.height }),
    );
  };
  return (
    <div ref={overlay} className="corners" style={placeOf(quad)}>
      {quad.map((_, index) => (
        <i key={index} className="side" style={sideFrom(index)} />
      ))}
      {quad.map(({ x, y }, index) => (
        <button
          key={index}
          type="button"
          id={`corner-${index + 1}`}
          className="corner"
          style={ownPlace(index)}
          aria-label={`${t(`studio.corner.${(index + 1) as 1 | 2 | 3 | 4}`)}: ${t('studio.corner.at', {
            x: Math.round(x * picture.width),
            y: Math.round(y * picture.height),
          })}`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            event.currentTarget.focus();
          }}
          onPointerMove={dragTo(index)}
          onPointerUp={onEnd}
          onPointerCancel={onCancel}
          onKeyDown={press(index)}
          onKeyUp={onEnd}
        >
          <svg viewBox="0 0 32 32" aria-hidden>
            <g className="halo">
              <circle cx="16" cy="16" r="8" />
              <path d="M16 2v28M2 16h28" />
            </g>
            <g className="line">
              <circle cx="16" cy="16" r="8" />
              <path d="M16 2v28M2 16h28" />
            </g>
          </svg>
        </button>
      ))}
    </div>
  );
}

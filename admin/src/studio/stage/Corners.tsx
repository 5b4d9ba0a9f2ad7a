import { useRef } from 'react';
import type { Quad } from '../../../../src/engine/core/raster';
import { t } from '../../i18n/translate';
import { withCorner } from './handles';

interface CornersProps {
  readonly quad: Quad;
  /** Pixels of the paper, by which arrow keys count. */
  readonly picture: { readonly width: number; readonly height: number };
  readonly onMove: (quad: Quad) => void;
  /** A corner was dragged to where it cannot be. */
  readonly onRefuse: () => void;
  readonly onEnd: () => void;
  readonly onCancel: () => void;
}

/** The sheet's corners as registration targets: dragged, or moved by arrow keys. */
export function Corners({ quad, picture, onMove, onRefuse, onEnd, onCancel }: CornersProps) {
  const overlay = useRef<HTMLDivElement>(null);
  const move = (index: number, x: number, y: number) => {
    const next = withCorner(quad, index, { x, y });
    if (next) onMove(next);
    else onRefuse();
  };
  const dragTo = (index: number) => (event: React.PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = overlay.current!.getBoundingClientRect();
    move(index, (event.clientX - left) / width, (event.clientY - top) / height);
  };
  const press = (index: number) => (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    const step = event.shiftKey ? 10 : 1;
    const [x, y] =
      { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [];
    if (x === undefined || y === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(index, quad[index]!.x + x / picture.width, quad[index]!.y + y / picture.height);
  };
  const outline = quad.map(({ x, y }) => `${x * 100},${y * 100}`).join(' ');
  return (
    <div ref={overlay} className="corners">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
        <polygon points={outline} className="halo" vectorEffect="non-scaling-stroke" />
        <polygon points={outline} className="line" vectorEffect="non-scaling-stroke" />
      </svg>
      {quad.map(({ x, y }, index) => (
        <button
          key={index}
          type="button"
          id={`corner-${index + 1}`}
          className="corner"
          style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
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

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count } from '../shared/format';
import { CORNERS } from './CornerFields';
import { Magnifier } from './Magnifier';
import { moveCorner, nudge, type Point, type Quad } from './quad-checks';

interface StageProps {
  readonly image: Schema['BaseImage'];
  readonly quad: Quad;
  readonly convex: boolean;
  readonly chosen: number;
  readonly magnify: boolean;
  /** Picture or shaded relief. */
  readonly src: string;
  /** 1 fits the picture into the stage. */
  readonly zoom: number;
  readonly onChoose: (corner: number) => void;
  /** A new step begins. */
  readonly onBegin: (quad: Quad) => void;
  /** The step goes on. */
  readonly onMove: (quad: Quad) => void;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The picture with its sheet's outline and four registration targets to drag. */
export function Stage(props: StageProps) {
  const { image, quad, convex, chosen, magnify, src, zoom, onChoose, onBegin, onMove } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number>();

  const at = (event: PointerEvent): Point => {
    const box = sheet.current!.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  function grab(event: PointerEvent<HTMLButtonElement>, corner: number) {
    event.currentTarget.setPointerCapture(event.pointerId);
    onChoose(corner);
    onBegin(quad);
    setDragged(corner);
  }

  function press(event: KeyboardEvent, corner: number) {
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    onBegin(nudge(quad, corner, { x: direction.x * step, y: direction.y * step }, image));
  }

  const outline = quad.map(({ x, y }) => `${x * 100},${y * 100}`).join(' ');
  const lens = dragged ?? (magnify ? chosen : undefined);
  return (
    <div className="placement-scroll">
      <div
        ref={sheet}
        className="sheet placement-sheet"
        style={
          {
            aspectRatio: `${image.width} / ${image.height}`,
            '--zoom': zoom,
            '--ratio': image.width / image.height,
          } as React.CSSProperties
        }
      >
        <img src={src} alt={image.name} draggable={false} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className={convex ? undefined : 'bad'}>
          <path className="outside" fillRule="evenodd" d={`M0 0H100V100H0Z M${outline.replaceAll(' ', 'L')}Z`} />
          <polygon className="halo" points={outline} />
          <polygon className="outline" points={outline} />
        </svg>
        {quad.map(({ x, y }, corner) => (
          <button
            key={CORNERS[corner]}
            type="button"
            className={corner === chosen ? 'target chosen' : 'target'}
            data-number={corner + 1}
            style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
            aria-label={t('console.placement.target', {
              corner: t(`console.placement.${CORNERS[corner]!}`),
              x: count(Math.round(x * image.width)),
              y: count(Math.round(y * image.height)),
            })}
            onFocus={() => onChoose(corner)}
            onPointerDown={(event) => grab(event, corner)}
            onPointerMove={(event) => dragged === corner && onMove(moveCorner(quad, corner, at(event)))}
            onPointerUp={() => setDragged(undefined)}
            onPointerCancel={() => setDragged(undefined)}
            onKeyDown={(event) => press(event, corner)}
          >
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <g fill="none" stroke="#fff" strokeWidth="4">
                <circle cx="16" cy="16" r="7" />
                <path d="M16 2v28M2 16h28" />
              </g>
              <g fill="none" stroke="#15171c" strokeWidth="1.5">
                <circle cx="16" cy="16" r="7" />
                <path d="M16 2v28M2 16h28" />
              </g>
            </svg>
          </button>
        ))}
        {lens !== undefined && <Magnifier image={image} src={src} quad={quad} corner={lens} />}
      </div>
    </div>
  );
}

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count } from '../shared/format';
import { nameOf } from './handle-names';
import { Magnifier } from './Magnifier';
import { type Handle, handlesOf, linesOf, type Mesh, movePoint, nudge, type Point } from './sheet-mesh';

interface StageProps {
  readonly image: Schema['BaseImage'];
  readonly mesh: Mesh;
  /** Whether art can be printed on it. */
  readonly usable: boolean;
  /** Of the handles. */
  readonly chosen: number;
  readonly magnify: boolean;
  /** Picture or shaded relief. */
  readonly src: string;
  /** 1 fits the picture into the stage. */
  readonly zoom: number;
  readonly onChoose: (index: number) => void;
  /** A new step begins. */
  readonly onBegin: (mesh: Mesh) => void;
  /** The step goes on. */
  readonly onMove: (mesh: Mesh) => void;
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The picture with its sheet's lines and a registration target to drag at every control point. */
export function Stage(props: StageProps) {
  const { image, mesh, usable, chosen, magnify, src, zoom, onChoose, onBegin, onMove } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number>();

  const at = (event: PointerEvent): Point => {
    const box = sheet.current!.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  function grab(event: PointerEvent<HTMLButtonElement>, index: number) {
    event.currentTarget.setPointerCapture(event.pointerId);
    onChoose(index);
    onBegin(mesh);
    setDragged(index);
  }

  function press(event: KeyboardEvent, handle: Handle) {
    const direction = ARROWS[event.key];
    if (!direction) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    onBegin(nudge(mesh, handle, { x: direction.x * step, y: direction.y * step }, image));
  }

  const handles = handlesOf(mesh);
  const lines = linesOf(mesh);
  const [outline, ...inner] = lines.map((line) => `M${line.map(({ x, y }) => `${x * 100} ${y * 100}`).join('L')}`);
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
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className={usable ? undefined : 'bad'}>
          <path className="outside" fillRule="evenodd" d={`M0 0H100V100H0Z ${outline}Z`} />
          <path className="grid" d={inner.join('')} />
          <path className="halo" d={`${outline}Z`} />
          <path className="outline" d={`${outline}Z`} />
        </svg>
        {handles.map((handle, index) => (
          <button
            key={`${handle.row} ${handle.column}`}
            type="button"
            className={['target', index === chosen && 'chosen', index > 3 && 'inner'].filter(Boolean).join(' ')}
            data-number={index < 4 ? index + 1 : undefined}
            style={{ left: `${handle.point.x * 100}%`, top: `${handle.point.y * 100}%` }}
            aria-label={t('console.placement.target', {
              point: index < 4 ? t('console.placement.corner', { name: nameOf(handle, index) }) : nameOf(handle, index),
              x: count(Math.round(handle.point.x * image.width)),
              y: count(Math.round(handle.point.y * image.height)),
            })}
            onFocus={() => onChoose(index)}
            onPointerDown={(event) => grab(event, index)}
            onPointerMove={(event) => dragged === index && onMove(movePoint(mesh, handle, at(event)))}
            onPointerUp={() => setDragged(undefined)}
            onPointerCancel={() => setDragged(undefined)}
            onKeyDown={(event) => press(event, handle)}
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
        {lens !== undefined && <Magnifier image={image} src={src} at={handles[lens]!.point} lines={lines} />}
      </div>
    </div>
  );
}

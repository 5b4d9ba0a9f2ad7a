import type { Schema } from '../../api/client';
import { count } from '../shared/format';
import type { Point } from './sheet-mesh';

/** Pixels of the picture across the glass. */
const SPAN = 120;

interface MagnifierProps {
  readonly image: Schema['BaseImage'];
  readonly src: string;
  /** Where it looks. */
  readonly at: Point;
  /** Of the sheet. */
  readonly lines: readonly (readonly Point[])[];
}

/** The picture around a point, enlarged, beside the finger that hides it; on the side where there is room. */
export function Magnifier({ image, src, at, lines }: MagnifierProps) {
  const { x, y } = at;
  const [px, py] = [x * image.width, y * image.height];
  const path = lines
    .map((line) => `M${line.map((point) => `${point.x * image.width} ${point.y * image.height}`).join('L')}`)
    .join('');
  const side = { left: x > 0.5 ? 'calc(-100% - 20px)' : '20px', top: y > 0.5 ? 'calc(-100% - 44px)' : '20px' };
  return (
    <div
      className="magnifier"
      style={{ left: `${x * 100}%`, top: `${y * 100}%`, transform: `translate(${side.left}, ${side.top})` }}
      aria-hidden="true"
    >
      <svg viewBox={`${px - SPAN / 2} ${py - SPAN / 2} ${SPAN} ${SPAN}`}>
        <image href={src} width={image.width} height={image.height} preserveAspectRatio="none" />
        <path d={path} fill="none" stroke="#fff" strokeWidth={SPAN / 42} />
        <path d={path} fill="none" stroke="#2337c6" strokeWidth={SPAN / 84} />
        <path
          d={`M${px - SPAN * 0.3} ${py}h${SPAN * 0.24}M${px + SPAN * 0.06} ${py}h${SPAN * 0.24}M${px} ${py - SPAN * 0.3}v${SPAN * 0.24}M${px} ${py + SPAN * 0.06}v${SPAN * 0.24}`}
          stroke="#15171c"
          strokeWidth={SPAN / 110}
        />
      </svg>
      <span>
        x {count(Math.round(px))} &nbsp; y {count(Math.round(py))}
      </span>
    </div>
  );
}

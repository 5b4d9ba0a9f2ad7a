import { ChevronsLeftRight } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Icon } from './Icon';
import './before-after.css';

interface BeforeAfterProps {
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly labels: { readonly before: string; readonly after: string; readonly compare: string };
  /** Where the divider stands at first, 0…100. */
  readonly start?: number;
  /** One of the two alone, without the divider. */
  readonly only?: 'before' | 'after' | undefined;
}

/** Two pictures, pixel on pixel, and a divider to drag; arrows move it by 1 %, with Shift by 10 %. */
export function BeforeAfter({ before, after, labels, start = 50, only }: BeforeAfterProps) {
  const [at, setAt] = useState(start);
  const frame = useRef<HTMLDivElement>(null);
  const follow = (event: React.PointerEvent) => {
    const { left, width } = frame.current!.getBoundingClientRect();
    setAt(Math.round(Math.min(100, Math.max(0, (100 * (event.clientX - left)) / width)) * 10) / 10);
  };
  const shown = only === undefined ? at : only === 'before' ? 100 : 0;
  return (
    <div
      ref={frame}
      className={only === undefined ? 'before-after' : 'before-after still'}
      style={{ '--at': `${shown}%` } as React.CSSProperties}
      onPointerDown={(event) => {
        if (event.button !== 0 || only !== undefined) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      {after}
      <div className="before">{before}</div>
      {only === undefined && <Divider at={at} labels={labels} onMove={setAt} />}
    </div>
  );
}

interface DividerProps {
  readonly at: number;
  readonly labels: BeforeAfterProps['labels'];
  readonly onMove: (at: number) => void;
}

function Divider({ at, labels, onMove }: DividerProps) {
  return (
    <>
      <span className="plate left" aria-hidden>
        {labels.before}
      </span>
      <span className="plate right" aria-hidden>
        {labels.after}
      </span>
      <i className="divider" />
      <div
        className="knob"
        role="slider"
        tabIndex={0}
        aria-label={labels.compare}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at)}
        aria-valuetext={`${Math.round(at)} %`}
        onKeyDown={(event) => {
          const step = event.shiftKey ? 10 : 1;
          const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key];
          const to = event.key === 'Home' ? 0 : event.key === 'End' ? 100 : by === undefined ? undefined : at + by;
          if (to === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          onMove(Math.min(100, Math.max(0, to)));
        }}
      >
        <Icon of={ChevronsLeftRight} />
      </div>
    </>
  );
}

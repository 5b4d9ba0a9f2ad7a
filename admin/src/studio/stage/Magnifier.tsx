import { type RefObject, useEffect, useRef } from 'react';

const SIDE = 168;
const TIMES = 3;

/** What is under the pointer, three times as large, for as long as it is shown. */
export function Magnifier({ canvas }: { readonly canvas: RefObject<HTMLCanvasElement | null> }) {
  const lens = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const follow = (event: PointerEvent) => {
      const source = canvas.current;
      const target = lens.current;
      if (!source || !target) return;
      const box = source.getBoundingClientRect();
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const inside = x >= 0 && y >= 0 && x <= box.width && y <= box.height;
      target.hidden = !inside;
      if (!inside) return;
      // Wide windows enlarge the page, and what is written here with it.
      const own = source.clientWidth / box.width;
      target.style.left = `${x * own}px`;
      target.style.top = `${y * own}px`;
      const scale = source.width / box.width;
      const part = (SIDE / TIMES) * scale;
      const context = target.getContext('2d')!;
      context.imageSmoothingQuality = 'high';
      context.clearRect(0, 0, target.width, target.height);
      context.drawImage(
        source,
        x * scale - part / 2,
        y * scale - part / 2,
        part,
        part,
        0,
        0,
        target.width,
        target.height,
      );
    };
    addEventListener('pointermove', follow);
    return () => removeEventListener('pointermove', follow);
  }, [canvas]);
  return <canvas ref={lens} className="magnifier" width={SIDE * 2} height={SIDE * 2} hidden aria-hidden />;
}

import type { Size } from '../size.js';

/** Indices of the set pixels, one list for each area whose pixels touch, also at corners. */
export function connectedAreas({ width, height }: Size, mask: Uint8Array): number[][] {
  const left = mask.slice();
  const areas: number[][] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    const area = [start];
    left[start] = 0;
    for (let next = 0; next < area.length; next++) {
      const i = area[next]!;
      const x = i % width;
      const y = (i - x) / width;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const j = row * width + column;
          if (left[j] === 0) continue;
          left[j] = 0;
          area.push(j);
        }
      }
    }
    areas.push(area);
  }
  return areas;
}

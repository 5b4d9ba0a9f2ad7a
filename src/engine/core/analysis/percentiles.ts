import type { Plane } from '../raster.js';

const BINS = 8192;

export interface Distribution {
  /** The value that the given share (0…1) of the values do not reach, rounded down to a whole bin. */
  percentile(share: number): number;
  readonly binWidth: number;
}

/** Distribution of a plane's values, none of which may be negative. */
export function distributionOf({ data }: Plane): Distribution {
  let greatest = 0;
  for (let i = 0; i < data.length; i++) if (data[i]! > greatest) greatest = data[i]!;
  const counts = new Uint32Array(BINS);
  const perUnit = greatest > 0 ? BINS / greatest : 0;
  for (let i = 0; i < data.length; i++) counts[Math.min(BINS - 1, Math.floor(data[i]! * perUnit))]!++;
  const binWidth = greatest / BINS;
  const percentile = (share: number) => {
    let remaining = share * data.length;
    let bin = 0;
    while (bin < BINS - 1 && remaining > counts[bin]!) remaining -= counts[bin++]!;
    return bin * binWidth;
  };
  return { percentile, binWidth };
}

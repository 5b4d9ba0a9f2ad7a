import type { Plane } from '../raster.js';

const BINS = 8192;

/** How many of some values lie in each of equal bins. */
export class Distribution {
  constructor(
    private readonly counts: Uint32Array,
    readonly binWidth: number,
    private readonly total: number,
  ) {}

  /** The value that the given share (0…1) of the values do not reach, rounded down to a whole bin. */
  percentile(share: number): number {
    const { counts } = this;
    let remaining = share * this.total;
    let bin = 0;
    while (bin < BINS - 1 && remaining > counts[bin]!) remaining -= counts[bin++]!;
    return bin * this.binWidth;
  }
}

/** Distribution of a plane's values, none of which may be negative. */
export function distributionOf({ data }: Plane): Distribution {
  let greatest = 0;
  for (let i = 0; i < data.length; i++) if (data[i]! > greatest) greatest = data[i]!;
  const counts = new Uint32Array(BINS);
  const perUnit = greatest > 0 ? BINS / greatest : 0;
  for (let i = 0; i < data.length; i++) counts[Math.min(BINS - 1, Math.floor(data[i]! * perUnit))]!++;
  return new Distribution(counts, greatest / BINS, data.length);
}

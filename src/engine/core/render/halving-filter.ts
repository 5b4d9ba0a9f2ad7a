/**
 * Low-pass that halves a side: Lanczos with three lobes, widened to two pixels, sampled between pixels. One half of its
 * weights, from the middle outwards; the whole sums to 1.
 */
export const HALF_TAPS = halvingTaps();

/** What halving leaves of a frequency, in cycles a pixel of the picture before it is halved. */
export function halvingResponse(frequency: number): number {
  return HALF_TAPS.reduce((sum, tap, i) => sum + 2 * tap * Math.cos(2 * Math.PI * frequency * (i + 0.5)), 0);
}

function halvingTaps(): readonly number[] {
  const sinc = (x: number) => Math.sin(Math.PI * x) / (Math.PI * x);
  const taps = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((x) => sinc(x / 2) * sinc(x / 6));
  const sum = 2 * taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

import { srgbToLinear } from '../../src/engine/core/colour.js';
import type { Raster } from '../../src/engine/core/raster.js';

type Lab = readonly [number, number, number];

const LINEAR = Float64Array.from({ length: 256 }, (_, code) => srgbToLinear(code / 255));

/** CIE L*a*b* (D65) of the sRGB pixel whose codes start at `i`. */
function labAt({ data }: Raster, i: number): Lab {
  const [r, g, b] = [LINEAR[data[i]!]!, LINEAR[data[i + 1]!]!, LINEAR[data[i + 2]!]!];
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Mean and 99.9th percentile of the CIE 1976 colour difference of two RGB pictures of one size. */
export function colourDifference(a: Raster, b: Raster): { mean: number; high: number } {
  const differences = new Float64Array(a.width * a.height);
  for (let i = 0; i < differences.length; i++) {
    const [l1, a1, b1] = labAt(a, 3 * i);
    const [l2, a2, b2] = labAt(b, 3 * i);
    differences[i] = Math.hypot(l1 - l2, a1 - a2, b1 - b2);
  }
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return { mean, high: differences.sort()[Math.floor(differences.length * 0.999)]! };
}

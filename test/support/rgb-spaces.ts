/** RGB spaces as their standards describe them, independent of the product: what its colour handling is judged by. */
export interface RgbSpace {
  readonly name: string;
  /** Linear RGB to XYZ adapted to D50, row-major. */
  readonly toXyz: readonly number[];
  readonly gamma: number;
}

export const ADOBE_RGB: RgbSpace = {
  name: 'Adobe RGB (1998)',
  toXyz: [0.6097559, 0.2052401, 0.149224, 0.3111242, 0.625656, 0.0632197, 0.0194811, 0.0608902, 0.7448387],
  gamma: 563 / 256,
};
export const PROPHOTO_RGB: RgbSpace = {
  name: 'ProPhoto RGB',
  toXyz: [0.7976749, 0.1351917, 0.0313534, 0.2880402, 0.7118741, 0.0000857, 0, 0, 0.82521],
  gamma: 1.8,
};
/** With a plain exponent of 2.2, as cameras and monitors write them: none of the named ones. */
export const WIDE_22: RgbSpace = { ...PROPHOTO_RGB, name: 'Wide 2.2', gamma: 2.2 };

type Lab = readonly [number, number, number];

/** CIE L*a*b* (D50) of 8-bit codes, each decoded by `light`. */
export function labOf(codes: readonly number[], toXyz: readonly number[], light: (encoded: number) => number): Lab {
  const linear = codes.map((code) => light(code / 255));
  const xyz = [0, 3, 6].map((row) => [0, 1, 2].reduce((sum, i) => sum + toXyz[row + i]! * linear[i]!, 0));
  const [x, y, z] = [0.9642, 1, 0.8252].map((white, i) => {
    const t = xyz[i]! / white;
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
  }) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Colour difference CIEDE2000 (CIE 142-2001). */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const radians = Math.PI / 180;
  const chroma7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 0.5 * (1 - Math.sqrt(chroma7 / (chroma7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (a: number, b: number) => (a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / radians + 360) % 360);
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)];
  const grey = c1 * c2 === 0;
  const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const difference = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians);
  const lightness = (l1 + l2) / 2;
  const chroma = (c1 + c2) / 2;
  const meanHue = grey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const cosine = (factor: number, offset: number) => Math.cos((factor * meanHue + offset) * radians);
  const t = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.2 * cosine(4, -63);
  const rotation = 30 * Math.exp(-(((meanHue - 275) / 25) ** 2));
  const chromaRotation = 2 * Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
  const sl = 1 + (0.015 * (lightness - 50) ** 2) / Math.sqrt(20 + (lightness - 50) ** 2);
  const [dl, dc, dh] = [(l2 - l1) / sl, (c2 - c1) / (1 + 0.045 * chroma), difference / (1 + 0.015 * chroma * t)];
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 - Math.sin(2 * rotation * radians) * chromaRotation * dc * dh);
}

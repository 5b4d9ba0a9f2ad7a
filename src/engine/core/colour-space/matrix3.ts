/** Three by three, row-major. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const at = (row: number, column: number) =>
    a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[3 + column]! + a[row * 3 + 2]! * b[6 + column]!;
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
}

/** @returns undefined where there is none, or only one that no computation should rest on */
export function invert([a, b, c, d, e, f, g, h, i]: Matrix3): Matrix3 | undefined {
  const [ca, cb, cc] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * ca + b * cb + c * cc;
  if (!(Math.abs(determinant) > 1e-6)) return undefined;
  const scale = 1 / determinant;
  return [
    ca * scale,
    (c * h - b * i) * scale,
    (b * f - c * e) * scale,
    cb * scale,
    (a * i - c * g) * scale,
    (c * d - a * f) * scale,
    cc * scale,
    (b * g - a * h) * scale,
    (a * e - b * d) * scale,
  ];
}

export function transform(m: Matrix3, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

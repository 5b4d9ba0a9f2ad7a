/** In-place complex fast Fourier transforms of one power-of-two size (Cooley and Tukey 1965, radix 2, decimation in time). */
export interface Fourier {
  readonly size: number;
  /** Transforms `re + i·im` in place, reading `size` values from `offset` on. The inverse is scaled by 1/size. */
  transform(re: Float64Array, im: Float64Array, offset: number, inverse: boolean): void;
}

/** @throws RangeError where `size` is not a power of two. */
export function createFourier(size: number): Fourier {
  if (size < 1 || (size & (size - 1)) !== 0) throw new RangeError(`size must be a power of two, received ${size}`);
  const bits = Math.log2(size);
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1]! >> 1) | ((i & 1) << (bits - 1));
  const cosines = Float64Array.from({ length: size >> 1 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sines = Float64Array.from({ length: size >> 1 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));

  const transform = (re: Float64Array, im: Float64Array, offset: number, inverse: boolean) => {
    for (let i = 0; i < size; i++) {
      const j = reversed[i]!;
      if (j <= i) continue;
      const realPart = re[offset + i]!;
      const imaginaryPart = im[offset + i]!;
      re[offset + i] = re[offset + j]!;
      im[offset + i] = im[offset + j]!;
      re[offset + j] = realPart;
      im[offset + j] = imaginaryPart;
    }
    const sign = inverse ? -1 : 1;
    for (let half = 1; half < size; half <<= 1) {
      const stride = size / (2 * half);
      for (let start = offset; start < offset + size; start += 2 * half) {
        for (let k = 0, twiddle = 0; k < half; k++, twiddle += stride) {
          const wr = cosines[twiddle]!;
          const wi = sign * sines[twiddle]!;
          const even = start + k;
          const odd = even + half;
          const or = re[odd]! * wr - im[odd]! * wi;
          const oi = re[odd]! * wi + im[odd]! * wr;
          re[odd] = re[even]! - or;
          im[odd] = im[even]! - oi;
          re[even] = re[even]! + or;
          im[even] = im[even]! + oi;
        }
      }
    }
    if (!inverse) return;
    for (let i = offset; i < offset + size; i++) {
      re[i] = re[i]! / size;
      im[i] = im[i]! / size;
    }
  };

  return { size, transform };
}

/** Two-dimensional transform in place; both sizes powers of two, rows contiguous. The inverse is scaled by 1/(width·height). */
export function fourier2d(re: Float64Array, im: Float64Array, width: number, height: number, inverse: boolean): void {
  const rows = createFourier(width);
  for (let y = 0; y < height; y++) rows.transform(re, im, y * width, inverse);
  const columns = width === height ? rows : createFourier(height);
  const columnRe = new Float64Array(height);
  const columnIm = new Float64Array(height);
  for (let x = 0; x < width; x++) {
    for (let y = 0, i = x; y < height; y++, i += width) {
      columnRe[y] = re[i]!;
      columnIm[y] = im[i]!;
    }
    columns.transform(columnRe, columnIm, 0, inverse);
    for (let y = 0, i = x; y < height; y++, i += width) {
      re[i] = columnRe[y]!;
      im[i] = columnIm[y]!;
    }
  }
}

/** The arithmetic that preset `classic` reproduces, without rotation, on raw RGB of one size, written out plainly. */
export function firstSystem(art, paper, width, height) {
  const luma = new Uint8Array(width * height);
  let darkest = 255;
  let lightest = 0;
  for (let i = 0; i < luma.length; i++) {
    luma[i] = Math.round(0.299 * paper[3 * i] + 0.587 * paper[3 * i + 1] + 0.114 * paper[3 * i + 2]);
    darkest = Math.min(darkest, luma[i]);
    lightest = Math.max(lightest, luma[i]);
  }
  const window = (size) => {
    const sigma = Math.floor(1.2 * size);
    return Float64Array.from({ length: size }, (_, i) => Math.exp(-((i - (size - 1) / 2) ** 2) / (2 * sigma ** 2)));
  };
  const across = window(width);
  const down = window(height);
  const greatest = across[width >> 1] * down[height >> 1];
  const least = across[0] * down[0];
  const result = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const light = 0.3 + (0.7 * (luma[i] - darkest)) / (lightest - darkest);
      const vignette = 0.9 + (0.1 * (across[x] * down[y] - least)) / (greatest - least);
      for (let channel = 0; channel < 3; channel++) {
        result[3 * i + channel] = Math.round(art[3 * i + channel] * light * vignette);
      }
    }
  }
  return result;
}

/** Peak signal-to-noise ratio, decibels. */
export function psnr(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return 10 * Math.log10((255 * 255 * a.length) / sum);
}

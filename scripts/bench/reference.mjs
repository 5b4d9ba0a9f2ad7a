import { linearOf } from './colour.mjs';

const lanczos3 = (x) => {
  if (x === 0) return 1;
  if (Math.abs(x) >= 3) return 0;
  const turn = Math.PI * x;
  return ((Math.sin(turn) / turn) * Math.sin(turn / 3)) / (turn / 3);
};

/**
 * What sampling should give: the art in linear light, interpolated by Lanczos-3 at `samples`² places of each pixel and brought
 * down to pixels by Lanczos-3; one channel, linear, of the part {x, y, width, height} of the output.
 *
 * @param toArt from output pixels to art pixels, {x, y} to {x, y}
 */
export function areaReference(art, channel, toArt, part, samples) {
  const linear = new Float64Array(art.width * art.height);
  for (let i = 0; i < linear.length; i++) linear[i] = linearOf(art.data[i * 3 + channel]);
  const reach = 3;
  const columns = (part.width + 2 * reach) * samples;
  const rows = (part.height + 2 * reach) * samples;
  const at = (start, i) => start - reach + (i + 0.5) / samples - 0.5;
  const fine = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      fine[j * columns + i] = interpolate(linear, art, toArt({ x: at(part.x, i), y: at(part.y, j) }));
    }
  }
  const taps = Array.from({ length: 2 * reach * samples }, (_, i) => lanczos3((i + 0.5) / samples - reach));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  const first = reach * samples + samples / 2 - reach * samples;
  const across = new Float64Array(part.width * rows);
  for (let j = 0; j < rows; j++) {
    for (let x = 0; x < part.width; x++) {
      const start = j * columns + x * samples + first;
      let value = 0;
      for (let k = 0; k < taps.length; k++) value += taps[k] * fine[start + k];
      across[j * part.width + x] = value / sum;
    }
  }
  return Float64Array.from({ length: part.width * part.height }, (_, i) => {
    const x = i % part.width;
    const start = ((i - x) / part.width) * samples + first;
    let value = 0;
    for (let k = 0; k < taps.length; k++) value += taps[k] * across[(start + k) * part.width + x];
    return Math.min(1, Math.max(0, value / sum));
  });
}

function interpolate(linear, { width, height }, { x, y }) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const weights = (rest) => [-2, -1, 0, 1, 2, 3].map((tap) => lanczos3(tap - rest));
  const [wx, wy] = [weights(x - left), weights(y - top)];
  let [sum, total] = [0, 0];
  for (let j = 0; j < 6; j++) {
    const row = Math.min(height - 1, Math.max(0, top - 2 + j)) * width;
    for (let i = 0; i < 6; i++) {
      const weight = wx[i] * wy[j];
      sum += weight * linear[row + Math.min(width - 1, Math.max(0, left - 2 + i))];
      total += weight;
    }
  }
  return sum / total;
}

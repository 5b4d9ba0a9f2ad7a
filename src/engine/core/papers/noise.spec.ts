import { createNoise, deviationOfSlope } from './noise.js';

const WIDTH = 400;
const CELLS = { cellX: 6.3, cellY: 4.1 };

function drawn(rows: number, top: number, seed = 5): Float32Array {
  const target = new Float32Array(WIDTH * rows);
  const noise = createNoise({ seed, ...CELLS, width: WIDTH });
  for (let row = 0; row < rows; row++) noise(top + row, 1, target, row * WIDTH);
  return target;
}

const meanOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createNoise', () => {
  it('has the wanted mean and deviation', () => {
    const values = drawn(300, 0);
    expect(Math.abs(meanOf(values))).toBeLessThan(0.12);
    expect(Math.sqrt(meanOf(values.map((value) => value * value)))).toBeCloseTo(1, 1);
  });

  it('depends on the place in the picture alone', () => {
    expect(drawn(8, -3).subarray(5 * WIDTH)).toEqual(drawn(3, 2));
    expect(drawn(1, 7, 6)).not.toEqual(drawn(1, 7, 5));
  });

  it('has the slope that its deviation was computed for', () => {
    const deviation = deviationOfSlope(0.2, CELLS.cellX);
    const values = drawn(200, 0);
    const slopes = values.map((value, i) => ((i + 1) % WIDTH === 0 ? 0 : deviation * (values[i + 1]! - value)));
    expect(Math.sqrt(meanOf(slopes.map((slope) => slope * slope)))).toBeCloseTo(0.2, 1);
  });
});

import { breadth } from '../../../../test/support/breadth.js';
import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import type { Creases } from '../analysis/index.js';
import type { PaperStyle } from '../papers/index.js';
import { createRandom } from '../random.js';
import { findCrossings } from './crossings.js';
import { planWear } from './wear.js';

const SIZE = { width: 512, height: 384 };

type Line = readonly [number, number, number, number];

/** Creases of even strength, three pixels wide, along straight lines. */
function drawn(lines: readonly Line[], isCreased = (_x: number, _y: number) => true): Creases {
  const data = new Uint8Array(SIZE.width * SIZE.height);
  for (const [x0, y0, x1, y1] of lines) {
    const steps = 2 * Math.ceil(Math.hypot(x1 - x0, y1 - y0));
    for (let k = 0; k <= steps; k++) {
      const x = Math.round(x0 + ((x1 - x0) * k) / steps);
      const y = Math.round(y0 + ((y1 - y0) * k) / steps);
      if (!isCreased(x, y)) continue;
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as const) {
        const i = (y + dy) * SIZE.width + x + dx;
        data[i] = Math.max(data[i]!, dx === 0 && dy === 0 ? 230 : 130);
      }
    }
  }
  return { ...SIZE, data };
}

const away = (x: number, y: number) => Math.hypot(x - 212, y - 170) > 20;

describe('Crossings of folds', () => {
  it('are found where slanting folds would meet, although the paper lies flat there', () => {
    const crossings = findCrossings(
      drawn(
        [
          [5, 160, 505, 184],
          [230, 5, 194, 376],
        ],
        away,
      ),
    );
    expect(crossings).toHaveLength(1);
    expect(crossings[0]!.x).toBeCloseTo(214, -0.5);
    expect(crossings[0]!.y).toBeCloseTo(170, -0.5);
  });

  it('are not found between folds that run one way, nor beyond the end of one', () => {
    expect(
      findCrossings(
        drawn([
          [5, 120, 505, 124],
          [5, 250, 505, 246],
        ]),
      ),
    ).toEqual([]);
    expect(
      findCrossings(
        drawn([
          [5, 60, 505, 60],
          [256, 170, 256, 376],
        ]),
      ),
    ).toEqual([]);
  });

  it('are not found between the many short creases of a crumpled sheet', () => {
    const random = createRandom(3);
    const lines = Array.from({ length: 160 }, (): Line => {
      const [x, y] = [50 + 412 * random.uniform(), 50 + 284 * random.uniform()];
      const angle = Math.PI * random.uniform();
      return [x, y, x + 42 * Math.cos(angle), y + 42 * Math.sin(angle)];
    });
    expect(findCrossings(drawn(lines))).toEqual([]);
  });

  const folded: readonly [PaperStyle, number][] = [
    ['folded-3x2', 2],
    ['folded-2x2', 1],
  ];
  it.each(breadth(folded.slice(0, 1), folded))(
    'of a generated sheet, %s, are as many by its picture as by its height',
    (style, count) => {
      const made = generatePaper({ style, seed: 5, width: 900, height: 600 });
      expect(findCrossings(analysePaper(made.image, made).creases)).toHaveLength(count);
      expect(findCrossings(analysePaper(made.image).creases)).toHaveLength(count);
    },
  );

  it('are where most ink is lost, whatever the seed, and the same for the same seed', () => {
    const creases = drawn([
      [5, 170, 505, 170],
      [212, 5, 212, 376],
    ]);
    const wornAround = (seed: number, x: number, y: number) => {
      const { data } = planWear(creases, seed, 0.9);
      let worn = 0;
      for (let row = y - 6; row <= y + 6; row++) {
        for (let column = x - 6; column <= x + 6; column++) if (data[row * SIZE.width + column]! > 0) worn++;
      }
      return worn;
    };
    for (const seed of breadth([1, 2], [1, 2, 3, 4, 5])) {
      const elsewhere = [100, 320, 400].map((x) => wornAround(seed, x, 170));
      expect(wornAround(seed, 212, 170)).toBeGreaterThan(1.4 * Math.max(...elsewhere));
    }
    expect(planWear({ ...creases }, 7, 0.9).data).toEqual(planWear({ ...creases }, 7, 0.9).data);
  });
});

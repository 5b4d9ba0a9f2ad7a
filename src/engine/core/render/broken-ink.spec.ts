import { analysePaper } from '../analysis/index.js';
import { generatePaper } from '../papers/index.js';
import { brokenShare, planBrokenInk, veilOf } from './broken-ink.js';
import { planInkLoss } from './ink-loss.js';
import { inkReflectance } from './ink.js';
import { prepareSheet } from './sheet.js';
import { wornRow } from './wear.js';

const WATERCOLOUR = { absorption: 0.85, showThrough: 0.12 };
const SIZE = { width: 384, height: 256 };

const { image, height, light } = generatePaper({ style: 'cold-press', seed: 3, ...SIZE });
const sheet = prepareSheet(analysePaper(image, { height, light }));

function lossOf(ink: typeof WATERCOLOUR): Float32Array {
  const loss = planBrokenInk(sheet, ink, 1).data.slice();
  wornRow(loss, new Float32Array(loss.length), 0, loss.length, 0);
  return loss;
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('planBrokenInk', () => {
  it('lets as much paper through as an even veil would', () => {
    const all = mean(lossOf(WATERCOLOUR)) + veilOf(WATERCOLOUR);
    expect(all).toBeGreaterThan(0.75 * WATERCOLOUR.showThrough);
    expect(all).toBeLessThan(1.25 * WATERCOLOUR.showThrough);
    expect(brokenShare(WATERCOLOUR) + veilOf(WATERCOLOUR)).toBeCloseTo(WATERCOLOUR.showThrough, 12);
  });

  it('bares the tops of bumps and leaves ink in hollows', () => {
    const loss = lossOf(WATERCOLOUR);
    const { width, data } = sheet.relief;
    const bumpAt = (i: number) =>
      data[i]! - (data[i - 4]! + data[i + 4]! + data[i - 4 * width]! + data[i + 4 * width]!) / 4;
    const lost = { top: 0, hollow: 0 };
    const count = { top: 0, hollow: 0 };
    for (let i = 4 * width + 4; i < data.length - 4 * width - 4; i++) {
      const place = bumpAt(i) > 0 ? 'top' : 'hollow';
      lost[place] += loss[i]!;
      count[place]++;
    }
    expect(lost.top / count.top).toBeGreaterThan(1.3 * (lost.hollow / count.hollow));
  });

  it('breaks no ink where no paper shows through, nor on stock that soaks up none', () => {
    for (const ink of [
      { absorption: 1, showThrough: 0 },
      { absorption: 0, showThrough: 0.2 },
    ]) {
      expect(planInkLoss(sheet, { ink, seed: 1, wear: 0 })).toBeNull();
      expect(inkReflectance(ink)[0]).toBeGreaterThanOrEqual(ink.showThrough);
    }
  });

  it('is another with another seed, and the same with the same', () => {
    expect(planBrokenInk(sheet, WATERCOLOUR, 1).data).toEqual(planBrokenInk(sheet, WATERCOLOUR, 1).data);
    expect(planBrokenInk(sheet, WATERCOLOUR, 1).data).not.toEqual(planBrokenInk(sheet, WATERCOLOUR, 2).data);
  });
});

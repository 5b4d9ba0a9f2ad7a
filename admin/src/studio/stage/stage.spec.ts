import fc from 'fast-check';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import { cornerAt, draggedOffset, WHOLE_SHEET, withCorner } from './handles';
import { fitView, panBy, toPicture, toStage, zoomAbout } from './view';

const stage = { width: 900, height: 700 };
const picture = { width: 3000, height: 2000 };
const natural = PRESETS.natural.parameters;

describe('view', () => {
  it('fits the whole picture within the padding', () => {
    const view = fitView(stage, picture, 40);
    const topLeft = toStage(view, stage, picture, { x: 0, y: 0 });
    const bottomRight = toStage(view, stage, picture, { x: 1, y: 1 });
    expect(topLeft.x).toBeCloseTo(40);
    expect(bottomRight.x).toBeCloseTo(860);
    expect(topLeft.y).toBeGreaterThan(40);
  });

  it('keeps what is under the pointer there while zooming', () => {
    const coordinate = fc.double({ min: 0, max: 700, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: 0.1, max: 4, noNaN: true }), (x, y, zoom) => {
        const before = panBy(fitView(stage, picture, 40), stage, picture, { x: 30, y: -20 });
        const after = zoomAbout(before, stage, { x, y }, zoom);
        const under = toPicture(before, stage, picture, { x, y });
        const now = toStage(after, stage, picture, under);
        expect(now.x).toBeCloseTo(x, 6);
        expect(now.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it('never pans the picture out of sight', () => {
    const view = panBy(fitView(stage, picture, 40), stage, picture, { x: 1e6, y: -1e6 });
    expect(toStage(view, stage, picture, { x: 0, y: 0 }).x).toBeLessThan(stage.width);
    expect(toStage(view, stage, picture, { x: 0, y: 1 }).y).toBeGreaterThan(0);
  });
});

describe('handles', () => {
  const corners = WHOLE_SHEET.map(({ x, y }) => ({ x: x * 100, y: y * 100 }));

  it('finds the nearest corner within reach', () => {
    expect(cornerAt(corners, { x: 92, y: 95 }, 22)).toBe(2);
    expect(cornerAt(corners, { x: 50, y: 50 }, 22)).toBeNull();
  });

  it('refuses a corner that folds the sheet', () => {
    expect(withCorner(WHOLE_SHEET, 0, { x: 0.1, y: 0.05 })).not.toBeNull();
    expect(withCorner(WHOLE_SHEET, 0, { x: 0.8, y: 0.8 })).toBeNull();
  });
});

describe('draggedOffset', () => {
  const art = { width: 1200, height: 800 };

  it('moves the art as far as the pointer, in fractions of the printed area', () => {
    const { x, y } = draggedOffset(art, picture, { ...natural, margin: 0 }, { x: 0.2, y: 0.2 }, { x: 0.3, y: 0.25 });
    expect(x).toBeCloseTo(0.1, 4);
    expect(y).toBeCloseTo(0.05, 4);
  });

  it('does so on a sheet that is turned upside down too', () => {
    const [a, b, c, d] = WHOLE_SHEET;
    const upsideDown = { ...natural, margin: 0, quad: [c, d, a, b] as const };
    const { x } = draggedOffset(art, picture, upsideDown, { x: 0.2, y: 0.2 }, { x: 0.3, y: 0.2 });
    expect(x).toBeCloseTo(-0.1, 4);
  });
});

import '../../test/support/typescript-loader.mjs';
import { atLeast, atMost, figure } from './rows.mjs';

/** What the analysis finds on synthetic sheets whose shape is known, and how far art may be displaced by it. */
export async function sheetRows(load, kernel) {
  const { crumpledSheet } = await import('../../test/synthetic/crumpled-sheet.ts');
  const { foldedSheet } = await import('../../test/synthetic/folded-sheet.ts');
  const { measureRelief } = await import('../../test/synthetic/measure-relief.ts');
  const { measureCreases } = await import('../../test/synthetic/measure-creases.ts');
  const { measureShadows } = await import('../../test/synthetic/measure-shadows.ts');
  const crumpled = measureRelief(crumpledSheet, { count: 16, side: 512, kernel });
  const folded = measureRelief(foldedSheet, { count: 8, side: 512, kernel });
  const creases = measureCreases(crumpledSheet, { count: 6, side: 1024, kernel });
  return [
    atLeast('relief on crumpled sheets, correlation, median', crumpled.correlation.median, 0.86),
    atLeast('relief on crumpled sheets, correlation, least', crumpled.correlation.least, 0.72),
    atMost('relief on crumpled sheets, axis error, median, degrees', crumpled.axisError.median, 5),
    figure('relief on folded sheets, correlation, median', folded.correlation.median),
    figure('relief on folded sheets, correlation, least', folded.correlation.least),
    ...shadowRows('crumpled', measureShadows(crumpledSheet, { count: 6, side: 384, kernel })),
    ...shadowRows('folded', measureShadows(foldedSheet, { count: 6, side: 384, kernel })),
    atLeast('worn area within 3 px of a true crease, 1024 px, %', 100 * creases.precision, 85),
    atLeast('sharpest creases’ length worn at wear 1, %', 100 * creases.coverage, 40),
    atLeast('least Jacobian of the displacement at fold 1', await leastJacobian(load, crumpledSheet), 0.3),
  ];
}

function shadowRows(kind, { share, whole, within }) {
  const bar = `relief on ${kind} sheets in low light, correlation`;
  return [
    figure(`area in cast shadow on ${kind} sheets in low light, %`, 100 * share),
    figure(`${bar}, without cast shadows`, whole.unshadowed),
    figure(`${bar}, with them`, whole.shadowed),
    figure(`${bar} where they fall, without them`, within.unshadowed),
    figure(`${bar} where they fall, with them`, within.shadowed),
  ];
}

/** Least determinant of the mapping from the seen to the flat sheet, by differences of one pixel at several output sizes. */
async function leastJacobian(load, makeSheet) {
  const { analysePaper } = await load('core/analysis/index.js');
  const { PRESETS } = await load('core/presets/index.js');
  const { createDisplacementRows, createRowShift } = await load('core/render/displacement-rows.js');
  const { wholeFrame } = await load('core/render/frame.js');
  const { layOutArt, planRender } = await load('core/render/render.js');
  const { prepareSheet } = await load('core/render/sheet.js');
  const { photograph } = await import('../../test/synthetic/sheet.ts');
  const parameters = { ...PRESETS.natural.parameters, fold: 1 };
  let least = Infinity;
  for (const seed of [0, 1, 2]) {
    const sheet = prepareSheet({ ...analysePaper(photograph(makeSheet(seed, 512))), confidence: 1 });
    for (const side of [300, 1024, 1600]) {
      const picture = { width: side, height: side, channels: 3, data: new Uint8Array(side * side * 3) };
      const frame = wholeFrame(side, side);
      const placed = layOutArt(picture, frame, parameters, (size) => new Uint8Array(size));
      const rows = createDisplacementRows(planRender(placed, { paper: picture, frame, sheet, parameters }).print);
      let [here, below] = [createRowShift(side), createRowShift(side)];
      rows(0, 0, side, here);
      for (let y = 1; y < side; y++) {
        rows(y, 0, side, below);
        for (let x = 0; x + 1 < side; x++) {
          const [xx, yx] = [1 + here.x[x + 1] - here.x[x], here.y[x + 1] - here.y[x]];
          const [xy, yy] = [below.x[x] - here.x[x], 1 + below.y[x] - here.y[x]];
          least = Math.min(least, xx * yy - xy * yx);
        }
        [here, below] = [below, here];
      }
    }
  }
  return least;
}

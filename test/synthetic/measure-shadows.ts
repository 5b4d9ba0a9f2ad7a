import { analysePaper } from '../../src/engine/core/analysis/index.js';
import { correlation } from '../support/correlation.js';
import { lampSeen } from './cast-shadows.js';
import { type Sheets, withoutLongWaves } from './measure-relief.js';
import { photograph, type SheetMaker } from './sheet.js';

/** Light so low that folds throw shadows, and the share of it that comes from all around. */
const ELEVATION = 15;
const AMBIENT = 0.15;

export interface ShadowFigures {
  /** Share of the sheets that lies in shadow without facing away from the light. */
  readonly share: number;
  /** Mean correlation of the relief with the truth where the picture shows no cast shadows, and where it does. */
  readonly whole: Compared;
  /** The same within the shadows alone. */
  readonly within: Compared;
}

interface Compared {
  readonly unshadowed: number;
  readonly shadowed: number;
}

/** What shadows that sheets cast on themselves take from the relief: the first sheets of a kind in low light. */
export function measureShadows(makeSheet: SheetMaker, { count, side, kernel = null }: Sheets): ShadowFigures {
  const figures = Array.from({ length: count }, (_, seed) => {
    const { height, light } = makeSheet(seed, side);
    const sheet = { height, light: { ...light, elevation: ELEVATION } };
    const lamp = lampSeen(height, sheet.light);
    const unshadowed = photograph(sheet, { ambient: AMBIENT });
    const shadowed = photograph(sheet, { ambient: AMBIENT, lamp });
    const shadows = [...lamp.keys()].filter((i) => lamp[i]! < 0.5 && shadowed.data[3 * i]! < unshadowed.data[3 * i]!);
    const truth = withoutLongWaves(height);
    const compare = (picture: typeof shadowed) => {
      const relief = withoutLongWaves(analysePaper(picture, null, kernel).relief);
      const whole = correlation(relief, truth);
      const [found, wanted] = [relief, truth].map((heights) => Float32Array.from(shadows, (i) => heights[i]!));
      return { whole: Math.abs(whole), within: Math.sign(whole) * correlation(found!, wanted!) };
    };
    return { share: shadows.length / lamp.length, unshadowed: compare(unshadowed), shadowed: compare(shadowed) };
  });
  const mean = (of: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((sum, figure) => sum + of(figure), 0) / count;
  const compared = (part: 'whole' | 'within'): Compared => ({
    unshadowed: mean(({ unshadowed }) => unshadowed[part]),
    shadowed: mean(({ shadowed }) => shadowed[part]),
  });
  return { share: mean(({ share }) => share), whole: compared('whole'), within: compared('within') };
}

import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { PRESETS, type MappingParameters } from '../presets/index.js';
import { wholeFrame } from './frame.js';
import { planInkTone } from './ink-tone.js';
import { planMottle } from './mottle.js';
import { prepareSheet } from './sheet.js';

const SIZE = { width: 384, height: 256 };

const paperOf = (style: 'cold-press' | 'newsprint') => generatePaper({ style, seed: 3, ...SIZE });
const sheetOf = ({ image, height, light }: ReturnType<typeof paperOf>) =>
  prepareSheet(analysePaper(image, { height, light }));
const paper = paperOf('cold-press');
const coldPress = sheetOf(paper);

const deviation = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('planMottle', () => {
  it('thins ink on the tops of bumps, thickens it in hollows, and leaves its amount as it was', () => {
    const { data } = planMottle(coldPress, 1)!;
    const { width, data: relief } = coldPress.relief;
    let together = 0;
    for (let i = 4 * width + 4; i < data.length - 4 * width - 4; i++) {
      const around = (relief[i - 4]! + relief[i + 4]! + relief[i - 4 * width]! + relief[i + 4 * width]!) / 4;
      together += Math.sign(relief[i]! - around) * data[i]!;
    }
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(together / data.length).toBeGreaterThan(0.5 * deviation(data));
    expect(Math.abs(mean)).toBeLessThan(0.02 * deviation(data));
  });

  it('is stronger on rough paper than on smooth', () => {
    const rough = deviation(planMottle(coldPress, 1)!.data);
    expect(rough).toBeGreaterThan(3 * deviation(planMottle(sheetOf(paperOf('newsprint')), 1)!.data));
  });

  it('is not read from a relief that was estimated', () => {
    expect(planMottle(prepareSheet(analysePaper(paper.image)), 1)).toBeNull();
  });

  it('is not there where no paper shows through, on stock that soaks up no ink, and without grain', () => {
    const { parameters } = PRESETS.watercolour;
    const mottleOf = (changed: Partial<MappingParameters>) => {
      const frame = wholeFrame(SIZE.width, SIZE.height);
      return planInkTone(paper.image, frame, coldPress, { ...parameters, ...changed }).mottle;
    };
    expect(mottleOf({})).not.toBeNull();
    expect(mottleOf({ ink: { absorption: 1, showThrough: 0 } })).toBeNull();
    expect(mottleOf({ ink: { absorption: 0, showThrough: 0.2 } })).toBeNull();
    expect(mottleOf({ grain: 0 })).toBeNull();
  });
});

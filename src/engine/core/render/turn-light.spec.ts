import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { correlation } from '../../../../test/support/correlation.js';
import { LINEAR_OF_CODE } from '../colour.js';
import type { LightDirection, Raster } from '../raster.js';
import { wholeFrame } from './frame.js';
import { prepareSheet } from './sheet.js';
import { renderedLight, turnLight } from './turn-light.js';

const SIZE = { width: 384, height: 256 };
const OWN: LightDirection = { azimuth: 225, elevation: 42 };
const OTHER: LightDirection = { azimuth: 45, elevation: 42 };

const paper = (light: LightDirection) => generatePaper({ style: 'crumpled', seed: 3, ...SIZE, light });
const green = ({ data }: Raster) =>
  Float64Array.from({ length: data.length / 3 }, (_, i) => LINEAR_OF_CODE[data[3 * i + 1]!]!);

function turned(picture: Raster, sheet: ReturnType<typeof prepareSheet>, strength: number): Raster {
  const copy = { ...picture, data: picture.data.slice() };
  turnLight(copy, wholeFrame(SIZE.width, SIZE.height), sheet, { ...OTHER, strength });
  return copy;
}

describe('turnLight', () => {
  const own = paper(OWN);
  const wanted = paper(OTHER);
  const found = prepareSheet(analysePaper(own.image));

  it('makes a generated paper look as if photographed in the other light', () => {
    const sheet = prepareSheet(analysePaper(own.image, { height: own.height, light: OWN }));
    const before = correlation(green(own.image), green(wanted.image));
    const after = correlation(green(turned(own.image, sheet, 1)), green(wanted.image));
    expect(before).toBeLessThan(-0.6);
    expect(after).toBeGreaterThan(0.92);
    const half = correlation(green(turned(own.image, sheet, 0.5)), green(wanted.image));
    expect(half).toBeGreaterThan(before);
    expect(half).toBeLessThan(after);
  });

  it('does so from the relief that was found on its photograph', () => {
    expect(correlation(green(turned(own.image, found, 1)), green(wanted.image))).toBeGreaterThan(0.8);
  });

  it('changes nothing at strength 0, nor where the relief is uncertain, and says so', () => {
    expect(turned(own.image, found, 0).data).toEqual(own.image.data);
    expect(renderedLight(found, null)).toBe('own');
    expect(renderedLight(found, { ...OTHER, strength: 1 })).toBe('turned');
    const flat = generatePaper({ style: 'hot-press', seed: 3, ...SIZE }).image;
    const uncertain = prepareSheet(analysePaper(flat));
    expect(renderedLight(uncertain, { ...OTHER, strength: 1 })).toBe('uncertain');
    expect(turned(flat, uncertain, 1).data).toEqual(flat.data);
  });
});

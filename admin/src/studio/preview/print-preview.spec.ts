import { foldedAnalysis, noiseRaster } from '../../../../test/support/engine-inputs';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import { opaquePixels } from '../../../../src/engine/core/render/canvas';
import { createRenderer, prepareSheet, wholeFrame } from '../../../../src/engine/core/render/index';
import { renderedLight } from '../../../../src/engine/core/render/turn-light';
import { PrintPreview } from './print-preview';

describe('PrintPreview', () => {
  it.each([
    { light: 'its own', azimuths: [null, null] },
    { light: 'a turned', azimuths: [40, 40, 200, null] },
  ])('prints in $light light as the engine does, again and again', ({ azimuths }) => {
    const [art, paper] = [noiseRaster(40, 30, 1), noiseRaster(64, 48, 2)];
    const sheet = prepareSheet(foldedAnalysis(64, 48, 3));
    expect(renderedLight(sheet, { azimuth: 40, elevation: 35, strength: 0.8 })).toBe('turned');
    const preview = new PrintPreview(null);
    for (const [i, azimuth] of azimuths.entries()) {
      const parameters = {
        ...PRESETS.natural.parameters,
        light: azimuth === null ? null : { azimuth, elevation: 35, strength: 0.8 },
        illumination: 0.7,
        grain: 0.2 * i,
        background: { colour: '#3a3f45', shadow: 0.8 },
      };
      const printed = { ...paper, data: paper.data.slice() };
      createRenderer(null)({ art, paper: printed, frame: wholeFrame(64, 48), sheet, parameters });
      const pixels = preview.render({ art, paper, sheet, parameters, view: 'print' });
      expect(pixels).toEqual(opaquePixels(printed, 0, 48));
      expect(pixels).not.toEqual(opaquePixels(paper, 0, 48));
    }
  });
});

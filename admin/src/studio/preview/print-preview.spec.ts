import { foldedAnalysis, noiseRaster } from '../../../../test/support/engine-inputs';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import { createRenderer, prepareSheet, wholeFrame } from '../../../../src/engine/core/render/index';
import { renderedLight } from '../../../../src/engine/core/render/turn-light';
import { PrintPreview } from './print-preview';

describe('PrintPreview', () => {
  it('prints in a turned light as the engine does, again and again', () => {
    const [art, paper] = [noiseRaster(40, 30, 1), noiseRaster(64, 48, 2)];
    const sheet = prepareSheet(foldedAnalysis(64, 48, 3));
    expect(renderedLight(sheet, { azimuth: 40, elevation: 35, strength: 0.8 })).toBe('turned');
    const preview = new PrintPreview(null);
    for (const azimuth of [40, 40, 200]) {
      const parameters = {
        ...PRESETS.natural.parameters,
        light: { azimuth, elevation: 35, strength: 0.8 },
        background: { colour: '#3a3f45', shadow: 0.8 },
      };
      const printed = { ...paper, data: paper.data.slice() };
      createRenderer(null)({ art, paper: printed, frame: wholeFrame(64, 48), sheet, parameters });
      const { data } = preview.render({ art, paper, sheet, parameters, view: 'print' });
      expect(data).toEqual(printed.data);
      expect(data).not.toEqual(paper.data);
    }
  });
});

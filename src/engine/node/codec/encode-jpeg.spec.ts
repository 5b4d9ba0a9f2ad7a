import sharp from 'sharp';
import { smoothRaster } from '../../../../test/support/engine-inputs.js';
import { encodeJpeg } from './encode-jpeg.js';
import './loaders.js';

const decoded = (file: Uint8Array) => sharp(file, { failOn: 'warning' }).raw().toBuffer();

describe('a JPEG encoded in strips', () => {
  it.each([
    ['of full chroma, its last strip shorter than a block', 301, 203, 92, 2500],
    ['of subsampled chroma, at odd sides', 301, 203, 82, 5000],
    ['of more strips than there are restart markers', 65, 405, 40, 1100],
    ['wider than a strip has pixels', 2001, 40, 92, 1000],
    ['that is one strip', 70, 50, 92, undefined],
  ])('%s, has the pixels of one encoded at once', async (_name, width, height, quality, stripPixels) => {
    const picture = smoothRaster(width, height, 1);
    const whole = await sharp(picture.data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality, optimiseCoding: false, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' })
      .toBuffer();
    const file = await encodeJpeg(picture, quality, stripPixels);
    expect((await decoded(file)).equals(await decoded(whole))).toBe(true);
  });
});

import { decodeAnalysis } from '../core/analysis/index.js';
import { MODEL_TEXTURE_SIDE, sheetModel } from '../core/model/index.js';
import { decode, encode, readHeader } from './codec/index.js';
import { throwIfRaised } from './parallel.js';
import { task } from './task.js';

const TEXTURE_QUALITY = 90;

/** A sheet as binary glTF, with a picture that any viewer takes: JPEG in sRGB, not too large. */
export const model = task<'model'>(async ({ picture, analysis }, { maxPixels, flag }) => {
  const { mediaType, width, height, colour } = await readHeader(picture, maxPixels);
  const scale = Math.min(1, MODEL_TEXTURE_SIDE / Math.max(width, height));
  if (mediaType === 'image/jpeg' && scale === 1 && colour.space.id === 'srgb') {
    return { content: sheetModel(decodeAnalysis(analysis), picture) };
  }
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const raster = await decode(picture, maxPixels, 'flatten', { size });
  throwIfRaised(flag);
  const { content } = await encode(raster, 'jpeg', TEXTURE_QUALITY);
  return { content: sheetModel(decodeAnalysis(analysis), content) };
});

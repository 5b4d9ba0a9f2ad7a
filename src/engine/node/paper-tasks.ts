import { analysePaper, decodeAnalysis, encodeAnalysis, type PaperAnalysis } from '../core/analysis/index.js';
import { generatePaper } from '../core/papers/index.js';
import { drawRelief as reliefPicture } from '../core/relief-picture.js';
import { decode, encode, readHeader, thumbnail } from './codec/index.js';
import { EngineError } from './engine-error.js';
import type { AnalysedPaper } from './engine.js';
import { analysisKernel, paperKernel } from './kernel.js';
import { throwIfRaised } from './parallel.js';
import { task } from './task.js';

/** Shorter sides than this are not reduced further before analysis. */
const ANALYSED_SIDE = 1024;
/** Quality of generated papers, which are kept as JPEG: they decode fastest. */
const PAPER_QUALITY = 92;
/** Quality of pictures of the relief. */
const RELIEF_QUALITY = 80;

export const analyse = task<'analyse'>(async ({ picture }, { maxPixels, flag }) => {
  const { width, height } = await readHeader(picture, maxPixels);
  const reduceBy = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(width, height) / ANALYSED_SIDE)));
  const raster = await decode(picture, maxPixels, 'flatten', { size: { reduceBy } });
  throwIfRaised(flag);
  return analysed({ ...analysePaper(raster, null, analysisKernel()), width, height });
});

export const generate = task<'generate'>(async (specification, { maxPixels, flag }) => {
  const { image, height, light } = accepted(() => generatePaper(specification, paperKernel()));
  throwIfRaised(flag);
  const encoded = await encode(image, 'jpeg', PAPER_QUALITY);
  throwIfRaised(flag);
  return {
    ...encoded,
    thumbnail: await thumbnail(encoded.content, maxPixels),
    ...analysed(analysePaper(image, { height, light }, analysisKernel())),
  };
});

export const drawRelief = task<'drawRelief'>(async ({ analysis }) => {
  const { relief, light } = decodeAnalysis(analysis);
  return encode(reliefPicture(relief, light), 'webp', RELIEF_QUALITY);
});

function analysed(analysis: PaperAnalysis): AnalysedPaper {
  const { version, confidence, light, quad } = analysis;
  return { analysis: encodeAnalysis(analysis), summary: { version, confidence, light, quad } };
}

/** A value out of range is the caller's to know of. */
function accepted<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new EngineError('PARAMETERS_INVALID', error.message, {}, { cause: error });
    throw error;
  }
}

import { analysePaper, decodeAnalysis, type PaperAnalysis } from '../../../../src/engine/core/analysis/index';
import { fitWithin, reduce } from '../../../../src/engine/core/analysis/resample';
import type { Raster } from '../../../../src/engine/core/raster';
import type { Sheet } from '../../../../src/engine/core/render/sheet';
import { compiledKernel } from './kernel';
import { bitmapOf, opaqueRasterOf, rasterOf } from './pixels';
import { PreviewClient } from './preview-client';
import { type PreviewInput, PrintPreview, sheetOf } from './print-preview';
import {
  type Answer,
  PreviewError,
  type PreviewTasks,
  type Question,
  type RenderRequest,
  type RowsRequest,
  type TaskName,
} from './protocol';
import { Recent } from './recent';
import { SecondHand } from './second-hand';

/** Longer side of the art that is kept; halved until it fits, as previews need no more. */
const ART_SIDE = 2048;
/** As the server analyses papers. */
const ANALYSED_SIDE = 1024;

interface OpenPaper {
  readonly bitmap: ImageBitmap;
  readonly analysis: PaperAnalysis;
  readonly sheet: Sheet;
  /** By longer side. */
  readonly rasters: Recent<Raster>;
}

const arts = new Recent<Raster>(4);
const papers = new Recent<OpenPaper>(6);
const preview = compiledKernel().then((kernel) => new PrintPreview(kernel));

const SECOND = 'second';
/** Of the first worker, where the machine can run another beside it. */
const second =
  self.name === SECOND || navigator.hardwareConcurrency < 2
    ? null
    : new SecondHand(new PreviewClient(() => new Worker(location.href, { type: 'module', name: SECOND })));

type Run = { [Name in TaskName]: (input: PreviewTasks[Name]['input']) => Promise<PreviewTasks[Name]['output']> };

const run: Run = {
  async openArt({ key, picture }) {
    second?.remember({ key, picture });
    const bitmap = await decoded(picture);
    const { width, height } = bitmap;
    const factor = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / ART_SIDE)));
    arts.set(key, rasterOf(bitmap, Math.ceil(width / factor), Math.ceil(height / factor)));
    bitmap.close();
    return { width, height };
  },

  async openPaper({ key, picture, analysis: known }) {
    second?.remember({ key, picture, analysis: known });
    const bitmap = await decoded(picture);
    const { width, height } = bitmap;
    const analysis = (known && (await kept(known))) ?? { ...analysePaper(sized(bitmap, ANALYSED_SIDE)), width, height };
    papers.set(key, { bitmap, analysis, sheet: sheetOf(analysis), rasters: new Recent(3) });
    return { width, height, light: analysis.light, confidence: analysis.confidence };
  },

  async render(request) {
    const given = inputOf(request);
    const { width, height } = given.paper;
    const ready = await preview;
    const start = performance.now();
    const lower = second?.lowerRows(request, height);
    const picture = ready.render({ ...given, rows: [0, lower?.from ?? height] });
    if (lower) {
      const data = await lower.data.catch(() =>
        rowsOf(ready.render({ ...given, rows: [lower.from, height] }), lower.from),
      );
      picture.data.set(data, lower.from * width * 3);
    }
    const milliseconds = performance.now() - start;
    return { picture: await bitmapOf(picture), milliseconds };
  },

  async renderRows(request: RowsRequest) {
    const given = inputOf(request);
    const [from, to] = request.rows;
    const picture = (await preview).render({ ...given, rows: [from, to] });
    return { data: rowsOf(picture, from, to) };
  },

  async relief({ paperKey, longest }) {
    const open = papers.get(paperKey);
    if (!open) throw new PreviewError('NOT_OPEN', `${paperKey} is not open.`);
    const { width, height, data: heights } = reduce(open.sheet.height, fitWithin(open.sheet.height, longest));
    return { width, height, heights };
  },
};

/** @throws PreviewError where a picture is not open */
function inputOf({ artKey, paperKey, parameters, longest, view }: RenderRequest): PreviewInput {
  const art = arts.get(artKey);
  const open = papers.get(paperKey);
  if (!art || !open) throw new PreviewError('NOT_OPEN', `${art ? paperKey : artKey} is not open.`);
  const paper = open.rasters.through(String(longest), () => sized(open.bitmap, longest));
  return { art, paper, sheet: open.sheet, parameters, view };
}

function rowsOf({ width, height, data }: Raster, from: number, to = height): Uint8Array {
  return data.slice(from * width * 3, to * width * 3);
}

/** Null where it was made by another version of the engine. */
async function kept(analysis: Blob): Promise<PaperAnalysis | null> {
  try {
    return decodeAnalysis(new Uint8Array(await analysis.arrayBuffer()));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function decoded(picture: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(picture);
  } catch {
    throw new PreviewError('PICTURE_UNREADABLE', 'The picture could not be decoded.');
  }
}

function sized(bitmap: ImageBitmap, longest: number): Raster {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  return opaqueRasterOf(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
}

function transferable(output: unknown): Transferable[] {
  return Object.values(output as object).flatMap((value): Transferable[] => {
    if (value instanceof ImageBitmap) return [value];
    return ArrayBuffer.isView(value) ? [value.buffer as ArrayBuffer] : [];
  });
}

async function answer({ id, name, input }: Question): Promise<void> {
  try {
    const output = await (run[name] as (given: unknown) => Promise<unknown>)(input);
    postMessage({ id, output } satisfies Answer, { transfer: transferable(output) });
  } catch (error) {
    const code = error instanceof PreviewError ? error.code : 'FAILED';
    postMessage({
      id,
      error: { code, message: error instanceof Error ? error.message : String(error) },
    } satisfies Answer);
  }
}

addEventListener('message', ({ data }: MessageEvent<Question>) => void answer(data));

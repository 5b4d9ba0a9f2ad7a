import { analysePaper, decodeAnalysis, type PaperAnalysis } from '../../../../src/engine/core/analysis/index';
import { reduce } from '../../../../src/engine/core/resample';
import { fitWithin } from '../../../../src/engine/core/size';
import type { Raster } from '../../../../src/engine/core/raster';
import type { Sheet } from '../../../../src/engine/core/render/sheet';
import { CanvasSurface, handedOn, type PictureRows } from './canvas-surface';
import { Helper } from './helper';
import { compiledKernel } from './kernel';
import { opaqueRasterOf, rasterOf } from './pixels';
import { PreparedPicture } from './prepared-picture';
import { PreviewClient } from './preview-client';
import { type PreviewInput, PrintPreview, sheetOf } from './print-preview';
import {
  type Answer,
  HELPERS,
  PreviewError,
  type PreviewTasks,
  type Question,
  type RenderRequest,
  type RowsRequest,
  type TaskName,
} from './protocol';
import { Recent } from './recent';

/** Longer side of the art that is kept; halved until it fits, as previews need no more. */
const ART_SIDE = 2048;
/** As the server analyses papers. */
const ANALYSED_SIDE = 1024;
/** Of the rows, those that this worker renders, which also puts the picture together. */
const UPPER_SHARE = 0.47;

interface OpenPaper {
  /** Null where it is lent: then in the sizes alone that are lent too. */
  readonly bitmap: ImageBitmap | null;
  readonly sheet: Sheet;
  /** By longer side. */
  readonly rasters: Recent<Raster>;
}

const arts = new Recent<Raster>(4);
const papers = new Recent<OpenPaper>(6);
const surfaces = new Map<number, CanvasSurface>();
const prepared = new PreparedPicture<readonly PictureRows[]>();
const preview = compiledKernel('render').then((kernel) => new PrintPreview(kernel));

/** Of the first worker, where the machine can run others beside it. */
const helpers = self.name === '' && navigator.hardwareConcurrency > 1 ? startHelpers() : null;

function startHelpers(): Readonly<Record<keyof typeof HELPERS, Helper>> {
  const start = (name: string) =>
    new Helper(new PreviewClient(() => new Worker(location.href, { type: 'module', name })));
  return { rows: start(HELPERS.rows), thumbnails: start(HELPERS.thumbnails) };
}

type Run = { [Name in TaskName]: (input: PreviewTasks[Name]['input']) => Promise<PreviewTasks[Name]['output']> };

const run: Run = {
  async openArt({ key, picture }) {
    const bitmap = await decoded(picture);
    const { width, height } = bitmap;
    const factor = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / ART_SIDE)));
    arts.set(key, rasterOf(bitmap, Math.ceil(width / factor), Math.ceil(height / factor)));
    bitmap.close();
    return { width, height };
  },

  async openPaper({ key, picture, analysis: known }) {
    const bitmap = await decoded(picture);
    const { width, height } = bitmap;
    const analysis = (known && (await kept(known))) ?? (await analysed(bitmap));
    papers.set(key, { bitmap, sheet: sheetOf(analysis), rasters: new Recent(4) });
    return { width, height, light: analysis.light, confidence: analysis.confidence };
  },

  async render(request) {
    const given = inputOf(request);
    const finish = begin(request, given);
    return inTurn(async () => {
      await preview;
      const start = performance.now();
      const picture = await pictureOf(given, await finish());
      return { picture, milliseconds: performance.now() - start };
    });
  },

  async openCanvas({ canvas, surface }) {
    surfaces.set(canvas, new CanvasSurface(surface));
    return {};
  },

  async closeCanvas({ canvas }) {
    surfaces.delete(canvas);
    return {};
  },

  async prepare(request) {
    const given = inputOf(request);
    const finish = begin(request, given);
    const rendering = inTurn(async () => {
      const { parts, room } = await finish();
      const copied = parts.map(({ from, pixels }) => ({ from, pixels: pixels.slice() }));
      if (room) rooms.push(room);
      return copied;
    });
    prepared.keep(request, given, rendering);
    await rendering;
    return {};
  },

  async draw(request) {
    const surface = surfaces.get(request.canvas);
    if (!surface) throw new PreviewError('CANVAS_LOST', 'The canvas was given to another worker.');
    const given = inputOf(request);
    const { width, height } = given.paper;
    const known = prepared.take(request, given);
    const finish = known ? async () => ({ parts: await known, room: null }) : begin(request, given);
    const milliseconds = await inTurn(async () => {
      await preview;
      const start = performance.now();
      const { parts, room } = await finish();
      surface.show(width, height, parts, request.order);
      if (room) rooms.push(room);
      return performance.now() - start;
    });
    if (!request.draft) await handedOn();
    return { milliseconds };
  },

  async thumbnail(request) {
    // The picture that is waited for comes first.
    await turn;
    const given = inputOf(request);
    const helper = helpers?.thumbnails;
    const helped = helper?.isUsable ? await helper.ask('render', request, given).catch(() => null) : null;
    return helped ?? this.render(request);
  },

  async renderRows(request: RowsRequest) {
    const { rows, room } = request;
    const given = inputOf(request);
    const picture = (await preview).render({ ...given, rows });
    const [start, end] = rows.map((row) => 4 * row * given.paper.width);
    room.set(picture.subarray(start, end));
    return { pixels: room };
  },

  async lendArt({ key, art }) {
    arts.set(key, art);
    return {};
  },

  async lendSheet({ key, sheet }) {
    papers.set(key, { bitmap: null, sheet, rasters: new Recent(4) });
    return {};
  },

  async lendPaper({ key, longest, paper }) {
    papers.get(key)?.rasters.set(String(longest), paper);
    return {};
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
  const paper = open.rasters.through(String(longest), () => {
    if (!open.bitmap) throw new PreviewError('NOT_OPEN', `${paperKey} is not open in this size.`);
    return sized(open.bitmap, longest);
  });
  return { art, paper, sheet: open.sheet, parameters, view };
}

interface LowerRows {
  readonly from: number;
  /** Null where the helper could not. */
  readonly pixels: Promise<Uint8ClampedArray<ArrayBuffer> | null>;
}

/** Rooms that the helper has given back. */
const rooms: Uint8ClampedArray<ArrayBuffer>[] = [];

function roomFor(bytes: number): Uint8ClampedArray<ArrayBuffer> {
  const room = rooms.pop();
  return room?.length === bytes ? room : new Uint8ClampedArray(bytes);
}

/** The lower rows of a picture, from a helper. */
function lowerRows(helper: Helper, request: RenderRequest, given: PreviewInput): LowerRows {
  const { width, height } = given.paper;
  const from = Math.floor(height * UPPER_SHARE);
  const room = roomFor(4 * width * (height - from));
  const rows = helper.ask('renderRows', { ...request, rows: [from, height], room }, given, [room.buffer]);
  return { from, pixels: rows.then(({ pixels }) => pixels).catch(() => null) };
}

let turn: Promise<unknown> = Promise.resolve();

/** One picture after the other, in the order in which they were asked for. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

interface Parts {
  /** Good until the next picture is rendered. */
  readonly parts: readonly PictureRows[];
  /** Of the helper's part, to be given back once that has been used. */
  readonly room: Uint8ClampedArray<ArrayBuffer> | null;
}

/**
 * Begins a picture: the helper may be at its part while this worker is still at the picture before.
 *
 * @returns what finishes it, in the parts that it is rendered in
 */
function begin(request: RenderRequest, given: PreviewInput): () => Promise<Parts> {
  const helper = helpers?.rows.isUsable ? helpers.rows : null;
  const lower = helper?.isWarm ? lowerRows(helper, request, given) : null;
  return async () => {
    const ready = await preview;
    const { width, height } = given.paper;
    const rowsOf = (end: number) => ({
      from: 0,
      pixels: ready.render({ ...given, rows: [0, end] }).subarray(0, 4 * end * width),
    });
    const upper = lower && rowsOf(lower.from);
    const room = lower && (await lower.pixels);
    if (upper && room) return { parts: [upper, { from: lower.from, pixels: room }], room };
    // Its first picture takes it longer than this worker alone: nobody waits for that.
    if (helper?.isCold) void lowerRows(helper, request, given).pixels.then((pixels) => pixels && rooms.push(pixels));
    return { parts: [rowsOf(height)], room };
  };
}

/** A picture that can be handed to another thread and shown without copying. */
async function pictureOf({ paper: { width, height } }: PreviewInput, { parts, room }: Parts): Promise<ImageBitmap> {
  const pixels = new Uint8ClampedArray(4 * width * height);
  for (const part of parts) pixels.set(part.pixels, 4 * part.from * width);
  if (room) rooms.push(room);
  // Copied as it is, within the call; through a canvas it takes three times as long.
  return createImageBitmap(new ImageData(pixels, width, height), {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
}

let analysisKernel: Promise<WebAssembly.Module | null> | undefined;

async function analysed(bitmap: ImageBitmap): Promise<PaperAnalysis> {
  analysisKernel ??= compiledKernel('analysis');
  const { width, height } = bitmap;
  return { ...analysePaper(sized(bitmap, ANALYSED_SIDE), null, await analysisKernel), width, height };
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
  const { width, height } = fitWithin(bitmap, longest);
  return opaqueRasterOf(bitmap, width, height);
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

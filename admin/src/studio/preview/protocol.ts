import type { MappingParameters } from '../../../../src/engine/core/presets/index';
import type { LightDirection, Raster } from '../../../../src/engine/core/raster';
import type { Sheet } from '../../../../src/engine/core/render/sheet';

/**
 * What is drawn: the print on its paper; the art alone, flat, where the print would be; or the print on a sheet without light
 * and shadow, for a surface that is lit by other means.
 */
export type PreviewView = 'print' | 'flat' | 'unlit';

export interface ArtSource {
  readonly key: string;
  readonly picture: Blob;
}

export interface PaperSource {
  readonly key: string;
  readonly picture: Blob;
  /** As the server keeps it; null: the paper is analysed here. */
  readonly analysis: Blob | null;
}

export interface PictureFacts {
  /** Pixels of the picture itself, upright. */
  readonly width: number;
  readonly height: number;
}

export interface PaperFacts extends PictureFacts {
  readonly light: LightDirection;
  /** 0…1 that the relief is real. */
  readonly confidence: number;
}

export interface RenderRequest {
  readonly artKey: string;
  readonly paperKey: string;
  readonly parameters: MappingParameters;
  /** Longer side, pixels; the paper's own size is the most. */
  readonly longest: number;
  readonly view: PreviewView;
}

export interface RenderedPreview {
  readonly picture: ImageBitmap;
  /** Milliseconds in the engine. */
  readonly milliseconds: number;
}

/** A picture that a canvas of the page is to show; the worker draws on it by itself, whatever the page is at. */
export interface DrawRequest extends RenderRequest {
  readonly canvas: number;
  /** Greater than of all requests before: none is drawn over a later one. */
  readonly order: number;
  /** Answered when it is drawn; otherwise when it is handed on to be shown. */
  readonly draft: boolean;
}

export interface DrawnPreview {
  /** Milliseconds in the engine. */
  readonly milliseconds: number;
}

/** A canvas of the page, which gives it up for good. */
export interface GivenCanvas {
  readonly canvas: number;
  readonly surface: OffscreenCanvas;
}

export interface RowsRequest extends RenderRequest {
  /** The first row to render and the one after the last. */
  readonly rows: readonly [number, number];
  /** Room for them, which comes back with the answer: a picture a frame is much for the garbage collector. */
  readonly room: Uint8ClampedArray<ArrayBuffer>;
}

/** As canvases have them; see `Printer`. */
export interface RenderedRows {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

export interface ReliefGrid {
  readonly width: number;
  readonly height: number;
  /** Row-major from the top left, higher towards the viewer; unit deviation. */
  readonly heights: Float32Array;
}

/** What one worker has open, for another. */
export interface LentArt {
  readonly key: string;
  readonly art: Raster;
}

export interface LentSheet {
  /** Of the paper. */
  readonly key: string;
  readonly sheet: Sheet;
}

export interface LentPaper {
  readonly key: string;
  /** Longer side for which it was made. */
  readonly longest: number;
  readonly paper: Raster;
}

/** Names of the workers that help the first. */
export const HELPERS = { rows: 'rows', thumbnails: 'thumbnails' } as const;

type Nothing = Record<string, never>;

/** Every question that can be put to a worker, with its answer. */
export interface PreviewTasks {
  openArt: { readonly input: ArtSource; readonly output: PictureFacts };
  openPaper: { readonly input: PaperSource; readonly output: PaperFacts };
  render: { readonly input: RenderRequest; readonly output: RenderedPreview };
  openCanvas: { readonly input: GivenCanvas; readonly output: Nothing };
  closeCanvas: { readonly input: { readonly canvas: number }; readonly output: Nothing };
  /** Renders what will be drawn, as it seems, and keeps the picture until then. */
  prepare: { readonly input: RenderRequest; readonly output: Nothing };
  draw: { readonly input: DrawRequest; readonly output: DrawnPreview };
  /** As `render`, of little urgency: done beside previews, and never before them. */
  thumbnail: { readonly input: RenderRequest; readonly output: RenderedPreview };
  renderRows: { readonly input: RowsRequest; readonly output: RenderedRows };
  lendArt: { readonly input: LentArt; readonly output: Nothing };
  lendSheet: { readonly input: LentSheet; readonly output: Nothing };
  lendPaper: { readonly input: LentPaper; readonly output: Nothing };
  relief: { readonly input: { readonly paperKey: string; readonly longest: number }; readonly output: ReliefGrid };
}

export type TaskName = keyof PreviewTasks;

export interface Question<Name extends TaskName = TaskName> {
  readonly id: number;
  readonly name: Name;
  readonly input: PreviewTasks[Name]['input'];
}

export interface Answer {
  readonly id: number;
  readonly output?: unknown;
  readonly error?: { readonly code: PreviewFault; readonly message: string };
}

/**
 * `PICTURE_UNREADABLE`: the browser cannot decode it; `NOT_OPEN`: the picture is to be opened again; `CANVAS_LOST`: the canvas was
 * given to a worker that is no more, another is needed; `FAILED`: all else.
 */
export type PreviewFault = 'PICTURE_UNREADABLE' | 'NOT_OPEN' | 'CANVAS_LOST' | 'FAILED';

export class PreviewError extends Error {
  override readonly name = 'PreviewError';
  constructor(
    readonly code: PreviewFault,
    message: string,
  ) {
    super(message);
  }
}

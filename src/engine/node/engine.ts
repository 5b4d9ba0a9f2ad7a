import type { ColourModel, ColourSpaceId } from '../core/colour-space/index.js';
import type { PaperSpecification } from '../core/papers/index.js';
import type { MappingParameters, OutputFormat, OutputOptions } from '../core/presets/index.js';
import type { RenderedView } from '../core/render/flat.js';
import type { RenderedLight } from '../core/render/turn-light.js';
import type { LightDirection, Quad } from '../core/raster.js';

export interface EngineOptions {
  /** Worker threads; each does one piece of work at a time. */
  readonly threads: number;
  /** Largest picture accepted or produced. */
  readonly maxPixels: number;
  /** Work is admitted while the sum of estimated bytes stays below; one piece of work always is. */
  readonly memoryBudgetBytes: number;
  /** Work that may wait for admission; beyond it calls fail with `ENGINE_OVERLOADED`. */
  readonly maxQueued: number;
  /** Compiled entry of the worker threads; default beside this file. */
  readonly workerUrl?: URL;
}

export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
export type UploadMediaType = Exclude<MediaType, 'image/avif'>;
export type Extension = 'jpg' | 'png' | 'webp' | 'avif';

/** `kept`: read by the file's own profile; `converted`: brought to sRGB; `assumed-srgb`: the file does not say. */
export type ColourHandling = 'kept' | 'converted' | 'assumed-srgb';

/** What the colours of an uploaded file were, and what became of them. */
export interface UploadedColour {
  /** Name of the embedded profile. */
  readonly profile: string | null;
  readonly model: ColourModel;
  readonly space: ColourSpaceId;
  readonly handling: ColourHandling;
}

export interface EncodedImage {
  readonly mediaType: MediaType;
  readonly extension: Extension;
  readonly width: number;
  readonly height: number;
  readonly content: Uint8Array;
}

export interface ThumbnailedImage extends EncodedImage {
  readonly mediaType: UploadMediaType;
  /** WebP, longer side at most 480. */
  readonly thumbnail: Uint8Array;
}

export interface IngestedImage extends ThumbnailedImage {
  readonly colour: UploadedColour;
  /** Pixels an inch, where the file says. */
  readonly dpi: number | null;
}

export interface AnalysisSummary {
  readonly version: number;
  /** 0…1 that the relief is real. */
  readonly confidence: number;
  readonly light: LightDirection;
  /** Corners of the sheet where it was found lying on a table; null where it fills the picture. */
  readonly quad: Quad | null;
}

export interface AnalysedPaper {
  /** For {@link RenderRequest.analysis}; compact and versioned. */
  readonly analysis: Uint8Array;
  readonly summary: AnalysisSummary;
}

export interface EncodedPaper extends ThumbnailedImage, AnalysedPaper {}

/** Steps in the order they are reported. */
export const RENDER_STEPS = ['fit', 'transform', 'follow-folds', 'shade', 'encode'] as const;
export type RenderStep = (typeof RENDER_STEPS)[number];

export interface RenderRequest {
  /** Encoded JPEG, PNG or WebP. */
  readonly art: Uint8Array;
  /** Encoded JPEG, PNG or WebP. */
  readonly paper: Uint8Array;
  readonly analysis: Uint8Array;
  readonly parameters: MappingParameters;
  readonly output: OutputOptions;
}

export interface RenderOptions {
  readonly signal?: AbortSignal;
  /** `fraction` is of the whole rendering, never falling. */
  readonly onProgress?: (step: RenderStep, fraction: number) => void;
}

export interface PreviewRequest extends Omit<RenderRequest, 'output'> {
  /** Pixels, at most `OUTPUT_LIMITS.preview.max`; smaller where the longer side would pass that. */
  readonly width: number;
  readonly format: Exclude<OutputFormat, 'png' | 'avif'>;
  readonly view: RenderedView;
}

export interface RenderedMapping extends EncodedImage {
  readonly light: RenderedLight;
  /** Hexadecimal digest of the content. */
  readonly sha256: string;
  /** Whose colours it holds; the file's profile says so too. */
  readonly colour: { readonly space: ColourSpaceId; readonly profile: string };
  readonly dpi: number | null;
  /** WebP, longer side at most 480; null of a preview. */
  readonly thumbnail: Uint8Array | null;
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<RenderStep, number>>;
}

export interface EngineStatistics {
  readonly threads: number;
  readonly busy: number;
  readonly queued: number;
  /** Estimated bytes of the work admitted. */
  readonly memoryReserved: number;
}

/**
 * The image engine: work runs on a bounded pool of worker threads, never on the event loop. Every method throws
 * {@link EngineError} for input it refuses, `ENGINE_OVERLOADED` when too much is waiting, and the signal's reason when
 * aborted.
 */
export interface Engine {
  /**
   * Takes in an untrusted file: told by content, pixels checked before decoding, decoded fully, EXIF orientation applied, all
   * metadata but colour profile and resolution dropped, first frame only, re-encoded in its own format so that nothing foreign stays.
   */
  ingestImage(path: string, signal?: AbortSignal): Promise<IngestedImage>;
  analysePaper(picture: Uint8Array, signal?: AbortSignal): Promise<AnalysedPaper>;
  generatePaper(specification: PaperSpecification, signal?: AbortSignal): Promise<EncodedPaper>;
  /** The relief of an analysis for people to look at: WebP, grey, lit from where the paper's light was found to come from. */
  drawRelief(analysis: Uint8Array, signal?: AbortSignal): Promise<EncodedImage>;
  /** A picture for other sites and small screens: JPEG in sRGB, longer side at most `longest` pixels. Takes no AVIF. */
  reducePicture(picture: Uint8Array, longest: number, signal?: AbortSignal): Promise<EncodedImage>;
  /** The sheet of an analysis as binary glTF, with the picture on it. */
  modelSheet(
    sheet: { readonly picture: Uint8Array; readonly analysis: Uint8Array },
    signal?: AbortSignal,
  ): Promise<{ readonly content: Uint8Array }>;
  renderMapping(request: RenderRequest, options?: RenderOptions): Promise<RenderedMapping>;
  renderPreview(request: PreviewRequest, signal?: AbortSignal): Promise<RenderedMapping>;
  statistics(): EngineStatistics;
  /** Finishes the work admitted, refuses more, ends the threads. */
  close(): Promise<void>;
}

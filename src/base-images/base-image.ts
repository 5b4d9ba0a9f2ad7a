import type { GenerationFailure } from '../ai/generation-error.js';
import type { LightDirection, Mesh, Quad } from '../engine/core/raster.js';

export const BASE_IMAGE_STATES = ['preparing', 'ready', 'failed'] as const;
export type BaseImageState = (typeof BASE_IMAGE_STATES)[number];

export const BASE_IMAGE_SOURCES = ['uploaded', 'ai', 'procedural'] as const;
export type BaseImageSource = (typeof BASE_IMAGE_SOURCES)[number];

/** Whether AI was asked for this paper and, where its answer did not serve, why. */
export interface AiTrial {
  readonly tried: boolean;
  readonly reason?: GenerationFailure;
}

/** How a base image came to be. Which fields are there follows from its source. */
export interface Provenance {
  /** Account that uploaded or asked for it; absent for the library's own. */
  readonly requestedBy?: string;
  readonly style?: string;
  readonly prompt?: string;
  readonly seed?: number;
  /** Name of what made it, and its version where it has one. */
  readonly generator?: string;
  readonly generatorVersion?: number;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly space?: string;
  readonly milliseconds?: number;
  readonly ai?: AiTrial;
}

/** What the engine found out about a paper; the whole analysis is the object at `analysisKey`. */
export interface AnalysisFacts {
  readonly version: number;
  /** 0…1 that the relief is real. */
  readonly confidence: number;
  readonly light: LightDirection;
  /** Corners of the sheet where it was found lying on a table; absent in analyses that did not look for it. */
  readonly quad?: Quad | null;
}

/** Where on the picture the sheet lies: one of the two. */
export interface Placement {
  readonly quad?: Quad | undefined;
  readonly mesh?: Mesh | undefined;
}

export interface BaseImageFailure {
  /** Stable name, for programs. */
  readonly code: string;
  /** Written for the owner. */
  readonly detail: string;
}

/** The stored objects of a paper. */
export interface PaperFiles {
  readonly mediaType: string;
  readonly bytes: number;
  readonly contentKey: string;
  readonly thumbnailKey: string;
}

/** What the analysis leaves; absent until the paper is ready. */
export interface PaperAnalysisFiles {
  readonly analysis: AnalysisFacts;
  readonly analysisKey: string;
  readonly reliefKey: string;
}

/** A picture of paper that artworks are mapped onto. */
export interface BaseImage extends Partial<PaperFiles>, Partial<PaperAnalysisFiles> {
  readonly id: string;
  /** Null for the library, which every artist sees. */
  readonly ownerId: string | null;
  readonly name: string;
  /** Words to find it by, in lower case, each once. */
  readonly tags: readonly string[];
  readonly state: BaseImageState;
  readonly source: BaseImageSource;
  /** Whether the service asked for it by itself, because the artist had no paper. */
  readonly automatic: boolean;
  /** Pixels; for one that is still to be made, what was asked for. */
  readonly width: number;
  readonly height: number;
  readonly provenance: Provenance;
  /** Whether the service may choose it and, in the library, whether artists see it. */
  readonly enabled: boolean;
  /** The operator's choice for artists without a paper of their own; at most one is. */
  readonly default: boolean;
  readonly placement?: Placement;
  /** The job that makes or analyses it. */
  readonly jobId: string;
  readonly failure?: BaseImageFailure;
  readonly createdAt: Date;
}

/** A base image that mappings can be made with. */
export type ReadyBaseImage = BaseImage & PaperFiles & PaperAnalysisFiles & { readonly state: 'ready' };

export function isReady(image: BaseImage): image is ReadyBaseImage {
  return image.state === 'ready';
}

/** Whether nobody asked for it: a paper the library starts with. */
export function isFromCatalogue({ provenance }: BaseImage): boolean {
  return provenance.requestedBy === undefined;
}

export function hasPicture(image: BaseImage): image is BaseImage & PaperFiles {
  return image.contentKey !== undefined;
}

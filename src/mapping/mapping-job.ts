import { AppError } from '../common/app-error.js';
import type { ColourSpaceId } from '../engine/core/colour-space/index.js';
import type { RenderedLight } from '../engine/core/render/turn-light.js';
import type { MediaType, UploadedColour } from '../engine/node/engine.js';
import type { FollowedMapping } from './mapping.js';

/** The rendered picture, as the job's record names it: the object at `key` is the result, any other is not. */
export interface MappingResult {
  readonly key: string;
  /** Absent in results of before there were thumbnails. */
  readonly thumbnailKey?: string;
  readonly mediaType: MediaType;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Absent in results of before the light could be turned. */
  readonly light?: RenderedLight;
  /** Pixels an inch that the file states. */
  readonly dpi?: number;
  /** Whose colours the picture holds, and what became of the art's; absent in records of the time before. */
  readonly color?: { readonly space: ColourSpaceId; readonly profile: string; readonly art?: UploadedColour };
}

/** @throws AppError STATE_CONFLICT where there is none, yet or any more */
export function resultOf({ job }: FollowedMapping): MappingResult {
  if (job?.result) return job.result;
  throw new AppError('STATE_CONFLICT', `This mapping is ${job?.status ?? 'queued'}: it has no picture.`);
}

declare module '../jobs/job-kinds.js' {
  interface JobPayloads {
    mapping: { readonly mappingId: string };
  }
  interface JobResults {
    mapping: MappingResult;
  }
}

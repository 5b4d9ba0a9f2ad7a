import type { MediaType } from '../engine/node/engine.js';

/** The rendered picture, as the job's record names it: the object at `key` is the result, any other is not. */
export interface MappingResult {
  readonly key: string;
  readonly mediaType: MediaType;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
}

declare module '../jobs/job-kinds.js' {
  interface JobPayloads {
    mapping: { readonly mappingId: string };
  }
  interface JobResults {
    mapping: MappingResult;
  }
}

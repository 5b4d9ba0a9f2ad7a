import type { MappingParameters, OutputOptions, PresetName } from '../engine/core/presets/index.js';
import type { Job } from '../jobs/job.js';

/**
 * What is still to be done for a mapping, whoever began it: create its job, clear up after its job's attempts, or remove it
 * with all that belongs to it.
 */
export type PendingWork = 'job' | 'settlement' | 'removal' | 'nothing';

/** The wish to have an artwork put onto a paper. How far that is, and the result, is its job's to say. */
export interface Mapping {
  readonly id: string;
  readonly ownerId: string;
  readonly artworkId: string;
  /** Null where the service chooses. */
  readonly wantedBaseImageId: string | null;
  /** The paper in use; null until one is chosen. */
  readonly baseImageId: string | null;
  readonly preset: PresetName;
  /** Complete: the preset's, and what was given with it. */
  readonly parameters: MappingParameters;
  readonly output: OutputOptions;
  readonly jobId: string;
  readonly pending: PendingWork;
  readonly createdAt: Date;
}

/** A mapping with its job; none in the moment before that is created. */
export interface FollowedMapping {
  readonly mapping: Mapping;
  readonly job?: Job<'mapping'>;
  /** From 1, while the job is queued. */
  readonly queuePosition?: number;
}

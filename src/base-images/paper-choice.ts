import type { AiTrial } from './base-image.js';

/** The branch of the base image rule that served; `existing` also for a paper the artist named. */
export const PAPER_CHOICE_SOURCES = ['existing', 'default', 'ai', 'pre-generated'] as const;
export type PaperChoiceSource = (typeof PAPER_CHOICE_SOURCES)[number];

/** The paper of an artwork, as far as it is known. */
export interface PaperChoice {
  /** `preparing`: the paper is still being made by the job `jobId`, of kind `paper`. */
  readonly state: 'ready' | 'preparing';
  readonly baseImageId: string;
  readonly source: PaperChoiceSource;
  readonly jobId?: string;
  readonly ai: AiTrial;
}

/** What the rule needs to know of an artwork. */
export interface ArtworkShape {
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

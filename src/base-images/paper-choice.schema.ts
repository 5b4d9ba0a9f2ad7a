import { type Model, Schema, Types } from 'mongoose';
import type { AiTrial } from './base-image.js';
import { PAPER_CHOICE_SOURCES, type PaperChoiceSource } from './paper-choice.js';

export const PAPER_CHOICE_MODEL = 'PaperChoice';

/** A row of the collection `paper_choices`; its id is the artwork's, so that an artwork has one. */
export interface PaperChoiceRow {
  _id: Types.ObjectId;
  baseImageId: Types.ObjectId;
  source: PaperChoiceSource;
  /** Whether the artist named the paper. */
  named: boolean;
  ai: AiTrial;
}

export type PaperChoiceModel = Model<PaperChoiceRow>;

export const paperChoiceSchema = new Schema<PaperChoiceRow>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    baseImageId: { type: Schema.Types.ObjectId, required: true },
    source: { type: String, enum: PAPER_CHOICE_SOURCES, required: true },
    named: { type: Boolean, required: true },
    ai: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'paper_choices', minimize: false, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

/** What was decided for an artwork; whether the paper is ready is the paper's to say. */
export interface KeptChoice {
  readonly baseImageId: string;
  readonly source: PaperChoiceSource;
  readonly named: boolean;
  readonly ai: AiTrial;
}

export function toKeptChoice({ baseImageId, source, named, ai }: PaperChoiceRow): KeptChoice {
  return { baseImageId: baseImageId.toHexString(), source, named, ai };
}

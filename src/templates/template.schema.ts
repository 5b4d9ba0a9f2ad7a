import { type Model, Schema, Types } from 'mongoose';
import type { PresetName } from '../engine/core/presets/index.js';
import type { ParameterOverrides } from '../mapping/mapping-parameters.schema.js';

export const TEMPLATE_MODEL = 'Template';

/** A row of the collection `templates`. */
export interface TemplateRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  name: string;
  preset: PresetName;
  parameters: ParameterOverrides;
  createdAt: Date;
}

export type TemplateModel = Model<TemplateRow>;

export const templateSchema = new Schema<TemplateRow>(
  {
    ownerId: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    preset: { type: String, required: true },
    parameters: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'templates', minimize: false, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

templateSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
templateSchema.index({ ownerId: 1, name: 1, _id: 1 }, { name: 'owner_name' });

/** A look that an artist keeps under a name: a preset and what differs from it. */
export interface Template {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly preset: PresetName;
  readonly parameters: ParameterOverrides;
  readonly createdAt: Date;
}

export function toTemplate({ _id, ownerId, ...facts }: TemplateRow): Template {
  return { ...facts, id: _id.toHexString(), ownerId: ownerId.toHexString() };
}

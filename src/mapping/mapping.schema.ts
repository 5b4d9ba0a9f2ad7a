import { type Model, Schema, type Types } from 'mongoose';
import {
  DEFAULT_OUTPUT,
  type MappingParameters,
  type OutputOptions,
  type PresetName,
} from '../engine/core/presets/index.js';
import type { Mapping, PendingWork } from './mapping.js';

export const MAPPING_MODEL = 'Mapping';

/** A row of the collection `mappings`. */
export interface MappingRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  artworkId: Types.ObjectId;
  wantedBaseImageId: Types.ObjectId | null;
  baseImageId: Types.ObjectId | null;
  preset: PresetName;
  parameters: MappingParameters;
  output: OutputOptions;
  jobId: Types.ObjectId;
  pending: PendingWork;
  createdAt: Date;
}

export type MappingModel = Model<MappingRow>;

const id = { type: Schema.Types.ObjectId, required: true };
const optionalId = { type: Schema.Types.ObjectId, default: null };

export const mappingSchema = new Schema<MappingRow>(
  {
    ownerId: id,
    artworkId: id,
    wantedBaseImageId: optionalId,
    baseImageId: optionalId,
    preset: { type: String, required: true },
    parameters: { type: Schema.Types.Mixed, required: true },
    output: { type: Schema.Types.Mixed, required: true },
    jobId: id,
    pending: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'mappings', minimize: false, versionKey: false },
);

mappingSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
mappingSchema.index({ ownerId: 1, artworkId: 1, createdAt: -1, _id: -1 }, { name: 'owner_artwork' });
mappingSchema.index({ createdAt: -1, _id: -1 }, { name: 'created' });
mappingSchema.index({ baseImageId: 1, createdAt: -1, _id: -1 }, { name: 'base_image' });
mappingSchema.index({ jobId: 1 }, { name: 'job', unique: true });
mappingSchema.index({ pending: 1, _id: 1 }, { name: 'pending' });

export function toMapping(row: MappingRow): Mapping {
  const { _id, ownerId, artworkId, wantedBaseImageId, baseImageId, jobId, ...facts } = row;
  return {
    ...facts,
    // Options that came later have their defaults in earlier records.
    output: { ...DEFAULT_OUTPUT, ...row.output },
    id: _id.toHexString(),
    ownerId: ownerId.toHexString(),
    artworkId: artworkId.toHexString(),
    wantedBaseImageId: wantedBaseImageId?.toHexString() ?? null,
    baseImageId: baseImageId?.toHexString() ?? null,
    jobId: jobId.toHexString(),
  };
}

import { type Model, Schema, Types } from 'mongoose';
import {
  type AnalysisFacts,
  BASE_IMAGE_SOURCES,
  BASE_IMAGE_STATES,
  type BaseImage,
  type BaseImageFailure,
  type BaseImageSource,
  type BaseImageState,
  type Placement,
  type Provenance,
} from './base-image.js';

export const BASE_IMAGE_MODEL = 'BaseImage';

/** A row of the collection `base_images`. */
export interface BaseImageRow {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId | null;
  /** Which entry of the library's catalogue this is; absent otherwise. */
  catalogueKey?: string;
  /** The artist for whom the service asked AI, while it is asked; absent otherwise. */
  automaticFor?: string;
  name: string;
  /** The name as it is searched and sorted by. */
  nameKey: string;
  /** Absent where there are none. */
  tags?: readonly string[];
  state: BaseImageState;
  source: BaseImageSource;
  automatic: boolean;
  width: number;
  height: number;
  provenance: Provenance;
  mediaType: string | null;
  bytes: number | null;
  contentKey: string | null;
  thumbnailKey: string | null;
  analysisKey: string | null;
  reliefKey: string | null;
  analysis: AnalysisFacts | null;
  enabled: boolean;
  /** True or absent, so that a sparse unique index admits one. */
  default?: true;
  placement: Placement | null;
  jobId: string;
  failure: BaseImageFailure | null;
  /** There while something is still to be done: a job to be created, a removal to be finished, a failure to be forgotten. */
  unsettledSince?: Date;
  /** Set first when it is deleted; its objects go next. */
  removedAt: Date | null;
  createdAt: Date;
}

export type BaseImageModel = Model<BaseImageRow>;

const optional = { type: Schema.Types.Mixed, default: null };
const optionalText = { type: String, default: null };

export const baseImageSchema = new Schema<BaseImageRow>(
  {
    ownerId: { type: Schema.Types.ObjectId, default: null },
    catalogueKey: { type: String },
    automaticFor: { type: String },
    name: { type: String, required: true },
    nameKey: { type: String, required: true },
    tags: { type: [String], default: undefined },
    state: { type: String, enum: BASE_IMAGE_STATES, required: true },
    source: { type: String, enum: BASE_IMAGE_SOURCES, required: true },
    automatic: { type: Boolean, default: false },
    width: { type: Number, required: true },
    height: { type: Number, required: true },
    provenance: { type: Schema.Types.Mixed, required: true },
    mediaType: optionalText,
    bytes: { type: Number, default: null },
    contentKey: optionalText,
    thumbnailKey: optionalText,
    analysisKey: optionalText,
    reliefKey: optionalText,
    analysis: optional,
    enabled: { type: Boolean, default: true },
    default: { type: Boolean },
    placement: optional,
    jobId: { type: String, required: true },
    failure: optional,
    unsettledSince: { type: Date },
    removedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'base_images', minimize: false, strict: 'throw', strictQuery: 'throw', versionKey: false },
);

baseImageSchema.index({ ownerId: 1, createdAt: -1, _id: -1 }, { name: 'owner_created' });
baseImageSchema.index({ createdAt: -1, _id: -1 }, { name: 'created' });
baseImageSchema.index({ nameKey: 1, _id: 1 }, { name: 'name' });
baseImageSchema.index({ tags: 1, createdAt: -1, _id: -1 }, { name: 'tag_created' });
baseImageSchema.index({ catalogueKey: 1 }, { name: 'catalogue_key', unique: true, sparse: true });
baseImageSchema.index({ automaticFor: 1 }, { name: 'automatic_for', unique: true, sparse: true });
baseImageSchema.index({ default: 1 }, { name: 'one_default', unique: true, sparse: true });
baseImageSchema.index({ unsettledSince: 1 }, { name: 'unsettled', sparse: true });

export function toBaseImage(row: BaseImageRow): BaseImage {
  const { mediaType, bytes, contentKey, thumbnailKey, analysisKey, reliefKey, analysis } = row;
  return {
    id: row._id.toHexString(),
    ownerId: row.ownerId?.toHexString() ?? null,
    name: row.name,
    tags: row.tags ?? [],
    state: row.state,
    source: row.source,
    automatic: row.automatic,
    width: row.width,
    height: row.height,
    provenance: row.provenance,
    enabled: row.enabled,
    default: row.default === true,
    jobId: row.jobId,
    createdAt: row.createdAt,
    ...(contentKey && thumbnailKey && mediaType && bytes !== null
      ? { contentKey, thumbnailKey, mediaType, bytes }
      : {}),
    ...(analysisKey && reliefKey && analysis ? { analysisKey, reliefKey, analysis } : {}),
    ...(row.placement ? { placement: row.placement } : {}),
    ...(row.failure ? { failure: row.failure } : {}),
  };
}

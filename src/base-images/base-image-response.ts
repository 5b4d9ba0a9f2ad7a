import { cornersOf, type Quad } from '../engine/core/raster.js';
import type { StoragePort } from '../storage/storage.port.js';
import type { BaseImage, Placement } from './base-image.js';
import type { BaseImageResponse } from './base-images.schemas.js';

const WHOLE_PICTURE: Quad = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** What clients see of a base image; its files by addresses that hold for `urlSeconds`. */
export async function toBaseImageResponse(
  image: BaseImage,
  storage: StoragePort,
  urlSeconds: number,
): Promise<BaseImageResponse> {
  const { id, ownerId, name, tags, state, width, height, source, enabled, analysis, failure } = image;
  const url = async (field: 'contentUrl' | 'thumbnailUrl' | 'reliefUrl', key: string | undefined) =>
    key === undefined ? {} : { [field]: await storage.signedUrl(key, urlSeconds) };
  return {
    id,
    ownerId,
    name,
    tags: [...tags],
    state,
    width,
    height,
    source,
    provenance: image.provenance,
    enabled,
    default: image.default,
    ...(state === 'preparing' ? { jobId: image.jobId } : {}),
    ...(failure ? { failure } : {}),
    ...(await url('contentUrl', image.contentKey)),
    ...(await url('thumbnailUrl', image.thumbnailKey)),
    ...(await url('reliefUrl', image.reliefKey)),
    analysis: { state, ...(analysis ? { confidence: analysis.confidence, light: analysis.light } : {}) },
    placement: placementOf(image.placement ?? { quad: analysis?.quad ?? undefined }),
    createdAt: image.createdAt.toISOString(),
  };
}

function placementOf({ quad, mesh }: Placement): BaseImageResponse['placement'] {
  if (!mesh) return { quad: [...(quad ?? WHOLE_PICTURE)] };
  return { quad: [...cornersOf(mesh)], mesh: mesh.map((row) => [...row]) };
}

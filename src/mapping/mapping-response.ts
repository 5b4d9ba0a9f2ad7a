import type { PublicAddress } from '../common/public-address.js';
import type { Job } from '../jobs/job.js';
import type { StoragePort } from '../storage/storage.port.js';
import type { FollowedMapping } from './mapping.js';
import type { MappingResult } from './mapping-job.js';
import type { MappingResponse } from './mappings.schemas.js';

/** Where results are private their address is that of the API, which asks for a token. */
export interface ResultAddresses {
  readonly storage: StoragePort;
  readonly address: PublicAddress;
}

export function toMappingResponse(followed: FollowedMapping, addresses: ResultAddresses): MappingResponse {
  const { mapping, job, queuePosition } = followed;
  const { id, ownerId, artworkId, baseImageId, preset, parameters, output, jobId, createdAt } = mapping;
  return {
    id,
    ownerId,
    artworkId,
    baseImageId: baseImageId ?? 'auto',
    preset,
    parameters: parameters as MappingResponse['parameters'],
    output,
    status: job?.status ?? 'queued',
    jobId,
    attempts: job?.attemptsUsed ?? 0,
    timings: { ...job?.timings },
    createdAt: createdAt.toISOString(),
    ...(queuePosition === undefined ? {} : { queuePosition }),
    ...(job ? progressOf(job) : {}),
    ...(job?.result ? { result: toResultResponse(id, job.result, addresses) } : {}),
  };
}

function progressOf({ progress, error, startedAt, finishedAt }: Job): Partial<MappingResponse> {
  return {
    ...(progress ? { progress } : {}),
    ...(error ? { error: { code: error.code, detail: error.detail } } : {}),
    ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
  };
}

function toResultResponse(
  mappingId: string,
  { key, thumbnailKey, ...facts }: MappingResult,
  { storage, address }: ResultAddresses,
): NonNullable<MappingResponse['result']> {
  const thumbnailUrl = thumbnailKey && storage.publicUrl(thumbnailKey);
  return {
    ...facts,
    url: storage.publicUrl(key) ?? address.api(`/mappings/${mappingId}/result`),
    ...(thumbnailUrl ? { thumbnailUrl } : {}),
  };
}

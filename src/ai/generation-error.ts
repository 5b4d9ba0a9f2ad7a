/** Why a generator did not serve. */
export const GENERATION_FAILURES = [
  'not-configured',
  'timed-out',
  'unreachable',
  'sleeping',
  'building',
  'paused',
  'queue-full',
  'quota-exceeded',
  'refused',
  'failed',
  'image-unusable',
  'circuit-open',
] as const;

export type GenerationFailure = (typeof GENERATION_FAILURES)[number];

/** A paper that AI did not make. The message is for operators; clients are told the reason. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';

  constructor(
    readonly reason: GenerationFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

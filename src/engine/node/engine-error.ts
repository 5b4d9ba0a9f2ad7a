export type EngineErrorCode =
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'IMAGE_CORRUPT'
  | 'IMAGE_TOO_LARGE'
  | 'IMAGE_EMPTY'
  | 'ENGINE_OVERLOADED'
  | 'PARAMETERS_INVALID';

/** What limits were passed or which fields are wrong; safe to show to clients. */
export type EngineErrorDetails = Readonly<Record<string, string | number | readonly string[]>>;

/** A refusal that the caller can act on. The message is safe to show; faults of the engine itself are plain errors. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly details: EngineErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

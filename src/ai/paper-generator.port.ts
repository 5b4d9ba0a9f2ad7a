export const PAPER_GENERATOR = Symbol('PaperGenerator');

export interface PaperRequest {
  readonly style: string;
  /** In words, for generators that understand them. */
  readonly prompt?: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
}

/** How a paper came to be; kept with it. */
export interface PaperProvenance {
  readonly generator: string;
  readonly seed: number;
  readonly prompt?: string;
  readonly space?: string;
  readonly milliseconds: number;
}

export interface PaperImage {
  /** An encoded picture (JPEG, PNG or WebP), not yet checked. */
  readonly content: Uint8Array;
  readonly provenance: PaperProvenance;
}

/** Why a generator did not serve. */
export type GenerationFailure =
  | 'not-configured'
  | 'timed-out'
  | 'unreachable'
  | 'sleeping'
  | 'queue-full'
  | 'quota-exceeded'
  | 'refused'
  | 'failed'
  | 'image-unusable'
  | 'circuit-open';

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

/** Makes pictures of paper by AI. */
export interface PaperGenerator {
  /** False where no generator is configured: then nothing is tried. */
  readonly available: boolean;
  /** @throws GenerationError with the reason; never later than `signal` aborts */
  generate(request: PaperRequest, signal: AbortSignal): Promise<PaperImage>;
}

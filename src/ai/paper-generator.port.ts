export const PAPER_GENERATOR = Symbol('PaperGenerator');

export interface PaperRequest {
  /** Name of a paper style; `paper-prompts.ts` says in words what it looks like. */
  readonly style: string;
  readonly prompt: string;
  readonly negativePrompt?: string;
  /** An unsigned 32-bit integer. */
  readonly seed: number;
  /** Pixels wished for; the generator takes the nearest it can make. */
  readonly width: number;
  readonly height: number;
}

/** What the generator says about how a paper came to be. */
export interface PaperOrigin {
  /** Name of the adapter. */
  readonly generator: string;
  /** The prompt and seed that were really used. */
  readonly prompt: string;
  readonly seed: number;
  /** Name or address of the Space that made it. */
  readonly space?: string;
}

export interface PaperImage {
  /** An encoded picture (JPEG, PNG or WebP), not yet checked. */
  readonly content: Uint8Array;
  readonly origin: PaperOrigin;
}

/**
 * Makes pictures of paper by AI. An adapter connects, queues, runs and downloads; it holds no clock of its own beyond its
 * sockets' and does not judge the picture: {@link AiPapers} keeps the budget and checks the answer.
 */
export interface PaperGenerator {
  /** False where no generator is configured: then nothing is tried. */
  readonly available: boolean;
  /**
   * Reads at most `maxBytes` of an answer.
   *
   * @throws GenerationError with the reason
   * @throws the signal's reason, soon after `signal` aborts; nothing goes on behind it
   */
  generate(request: PaperRequest, options: { maxBytes: number; signal: AbortSignal }): Promise<PaperImage>;
  /** Resolves when papers can be made. @throws GenerationError saying in words what is wrong */
  check(signal: AbortSignal): Promise<void>;
  /** Ends its connections. */
  close(): void;
}

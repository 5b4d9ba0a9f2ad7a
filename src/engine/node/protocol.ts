import type { MessagePort } from 'node:worker_threads';
import type { PaperSpecification } from '../core/papers/index.js';
import type { RenderedView } from '../core/render/flat.js';
import type { Level } from '../core/render/pyramid.js';
import type { RenderPlan } from '../core/render/render.js';
import type { EngineErrorCode, EngineErrorDetails } from './engine-error.js';
import type {
  AnalysedPaper,
  EncodedImage,
  EncodedPaper,
  IngestedImage,
  RenderedMapping,
  RenderRequest,
  RenderStep,
} from './engine.js';
import type { KernelSeats } from './kernel.js';
import type { BandCounters, StopFlag } from './parallel.js';

export interface RenderTaskInput extends RenderRequest {
  readonly purpose: 'full' | 'preview';
  readonly view: RenderedView;
  /** Shared; the task's alone until it has ended. */
  readonly memory: WebAssembly.Memory;
}

/** Work that one thread leads; others may help it over rows. */
export interface Tasks {
  ingest: { readonly input: { readonly path: string }; readonly output: IngestedImage };
  analyse: { readonly input: { readonly picture: Uint8Array }; readonly output: AnalysedPaper };
  generate: { readonly input: PaperSpecification; readonly output: EncodedPaper };
  drawRelief: { readonly input: { readonly analysis: Uint8Array }; readonly output: EncodedImage };
  reduce: {
    readonly input: { readonly picture: Uint8Array; readonly longest: number };
    readonly output: EncodedImage;
  };
  model: {
    readonly input: { readonly picture: Uint8Array; readonly analysis: Uint8Array };
    readonly output: { readonly content: Uint8Array };
  };
  render: { readonly input: RenderTaskInput; readonly output: RenderedMapping };
}
export type TaskName = keyof Tasks;

/** What comes with every task. */
export interface TaskContext {
  readonly maxPixels: number;
  /** That may come to work over rows. */
  readonly threads: number;
  readonly flag: StopFlag;
  /** Takes {@link TaskMessage}s. */
  readonly port: MessagePort;
}

export interface TaskRequest<Name extends TaskName> {
  readonly input: Tasks[Name]['input'];
  readonly context: TaskContext;
}

/** Refusals cross threads as data: errors lose their class and properties on the way. */
export type TaskAnswer<Output> =
  | { readonly output: Output }
  | {
      readonly refusal: {
        readonly code: EngineErrorCode;
        readonly message: string;
        readonly details: EngineErrorDetails;
      };
    };

/** Rows that any thread may take its share of; all large arrays are in shared memory. */
export type SharedWork =
  | { readonly kind: 'reduce'; readonly above: Level; readonly level: Level }
  | { readonly kind: 'render'; readonly plan: RenderPlan; readonly seats: KernelSeats };

export interface SharedRows {
  readonly work: SharedWork;
  readonly counters: BandCounters;
  readonly flag: StopFlag;
}

export type TaskMessage =
  | { readonly kind: 'progress'; readonly step: RenderStep; readonly fraction: number }
  | { readonly kind: 'share'; readonly rows: SharedRows };

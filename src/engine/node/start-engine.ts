import { OUTPUT_LIMITS, outputProblems, parameterProblems, type ParameterProblem } from '../core/presets/index.js';
import { outputSize } from '../core/render/frame.js';
import { Admission } from './admission.js';
import { readHeader } from './codec/index.js';
import { EngineError } from './engine-error.js';
import type { Engine, EngineOptions, PreviewRequest, RenderOptions, RenderRequest } from './engine.js';
import {
  analysisBytes,
  decodingBytes,
  generationBytes,
  ingestBytes,
  renderBytes,
  retainedMemory,
} from './memory-estimate.js';
import { KernelMemories } from './kernel-memories.js';
import { EnginePool, type RunOptions } from './pool.js';
import type { RenderTaskInput, TaskName, Tasks } from './protocol.js';
import { RECENT_PICTURE_BYTES } from './recent-pictures.js';
import { toOwnBytes } from './own-bytes.js';

const PREVIEW_QUALITY = 82;
/** A relief of 1024 × 1024, its picture and what encoding takes. */
const RELIEF_BYTES = 24_000_000;

/** What is asked of admission besides the signal. */
interface Demand {
  readonly bytes: number;
  readonly urgent?: boolean;
}

export function startEngine(options: EngineOptions): Engine {
  const { threads, maxPixels, memoryBudgetBytes, maxQueued } = options;
  const workerUrl = options.workerUrl ?? new URL('./worker.js', import.meta.url);
  const retainedBytes = retainedMemory(memoryBudgetBytes);
  const memories = new KernelMemories(retainedBytes);
  const pool = new EnginePool({ threads, maxPixels, workerUrl });
  const admission = new Admission(
    threads,
    memoryBudgetBytes - retainedBytes - threads * RECENT_PICTURE_BYTES,
    maxQueued,
  );
  let closing: Promise<void> | undefined;

  const run = async <Name extends TaskName>(
    name: Name,
    { bytes, urgent = false }: Demand,
    input: () => Tasks[Name]['input'] | Promise<Tasks[Name]['input']>,
    { signal, onProgress }: RunOptions,
  ): Promise<Tasks[Name]['output']> => {
    if (closing) throw new EngineError('ENGINE_OVERLOADED', 'The service is shutting down.');
    const leave = await admission.enter(bytes, urgent, signal);
    const work = Promise.resolve(input()).then((ready) => pool.run(name, ready, { signal, onProgress }));
    // The thread and its memory are taken until the work has really ended, also where the caller has long been told of the abort.
    const left = work.finally(leave);
    return signal ? untilAborted(left, signal) : left;
  };

  const renderAs = async (
    { purpose, view }: Pick<RenderTaskInput, 'purpose' | 'view'>,
    request: RenderRequest,
    { signal, onProgress }: RenderOptions,
  ) => {
    refuse([...parameterProblems(request.parameters), ...outputProblems(request.output)]);
    const [art, paper] = await Promise.all([readHeader(request.art, maxPixels), readHeader(request.paper, maxPixels)]);
    const output = outputSize(paper, request.output);
    if (output.width * output.height > maxPixels) {
      throw new EngineError('IMAGE_TOO_LARGE', 'The result would have too many pixels.', {
        ...output,
        pixels: output.width * output.height,
        limit: maxPixels,
      });
    }
    const bytes = renderBytes(art, paper, output, request.art.length + request.paper.length);
    let memory: WebAssembly.Memory | undefined;
    const input = async () => ({
      ...request,
      purpose,
      view,
      memory: (memory = memories.take()),
      art: await toOwnBytes(request.art),
      paper: await toOwnBytes(request.paper),
      analysis: await toOwnBytes(request.analysis),
    });
    const rendered = await run('render', { bytes, urgent: purpose === 'preview' }, input, { signal, onProgress });
    // Where it failed, threads that were helping may still write to it.
    memories.giveBack(memory!);
    return rendered;
  };

  const renderPreview = async ({ width, format, view, ...request }: PreviewRequest, signal?: AbortSignal) => {
    const paper = await readHeader(request.paper, maxPixels);
    const size = previewSize(paper, width);
    const output = { format, quality: PREVIEW_QUALITY, ...size, colorSpace: 'srgb' as const, dpi: null };
    return renderAs({ purpose: 'preview', view }, { ...request, output }, signal ? { signal } : {});
  };

  return {
    ingestImage: (path, signal) =>
      run('ingest', { bytes: ingestBytes(maxPixels), urgent: true }, () => ({ path }), { signal }),
    analysePaper: async (picture, signal) => {
      const bytes = analysisBytes(await readHeader(picture, maxPixels));
      return run('analyse', { bytes }, async () => ({ picture: await toOwnBytes(picture) }), { signal });
    },
    generatePaper: async (specification, signal) => {
      const bytes = generationBytes(specification);
      return run('generate', { bytes }, () => specification, { signal });
    },
    drawRelief: (analysis, signal) =>
      run('drawRelief', { bytes: RELIEF_BYTES }, async () => ({ analysis: await toOwnBytes(analysis) }), { signal }),
    reducePicture: async (picture, longest, signal) => {
      const bytes = decodingBytes(await readHeader(picture, maxPixels));
      return run('reduce', { bytes }, async () => ({ picture: await toOwnBytes(picture), longest }), { signal });
    },
    modelSheet: async ({ picture, analysis }, signal) => {
      const bytes = analysisBytes(await readHeader(picture, maxPixels));
      const input = async () => ({
        picture: await toOwnBytes(picture),
        analysis: await toOwnBytes(analysis),
      });
      return run('model', { bytes }, input, { signal });
    },
    renderMapping: (request, renderOptions = {}) =>
      renderAs({ purpose: 'full', view: 'print' }, request, renderOptions),
    renderPreview,
    statistics: () => ({
      threads,
      busy: pool.busy,
      queued: admission.queued,
      memoryReserved: admission.memoryReserved,
    }),
    close: () => (closing ??= admission.drained().then(() => pool.close())),
  };
}

/** @throws EngineError `PARAMETERS_INVALID` naming each */
function refuse(problems: readonly ParameterProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ pointer, detail }) => `${pointer} ${detail}`);
  throw new EngineError('PARAMETERS_INVALID', lines.join('; '), { problems: lines });
}

function previewSize(paper: { width: number; height: number }, width: number): { width: number; height: number } {
  const { min, max } = OUTPUT_LIMITS.preview;
  if (!(width >= min && width <= max))
    refuse([{ pointer: '/width', detail: `must be from ${min} to ${max}, received ${width}` }]);
  const scale = Math.min(width / paper.width, max / paper.height);
  return {
    width: Math.max(OUTPUT_LIMITS.size.min, Math.round(paper.width * scale)),
    height: Math.max(OUTPUT_LIMITS.size.min, Math.round(paper.height * scale)),
  };
}

/** Settles as `work` does, or earlier with the signal's reason. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

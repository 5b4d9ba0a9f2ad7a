import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { EngineError } from './engine-error.js';
import type { RenderStep } from './engine.js';
import { createStopFlag, raise } from './parallel.js';
import type { SharedRows, TaskAnswer, TaskMessage, TaskName, TaskRequest, Tasks } from './protocol.js';

/** How long a thread may take to notice that its work was stopped before it is ended by force. */
const GRACE_MILLISECONDS = 5_000;

/** How long a thread without work is kept, with the memory it holds. */
const IDLE_MILLISECONDS = 60_000;

/** Of each thread's heap for what lives shortly: pixels lie beside it, and V8 fills as much as it may have before it collects. */
const YOUNG_MEGABYTES = 6;

/**
 * Piscina asks for a thread's program by `require` first. Node loads an ES module so without a break, and where the thread is
 * ended meanwhile the whole process aborts (20.20: "IsGraphAsync must be used on an instantiated module"). Refused, `import` follows.
 */
const NO_REQUIRE_OF_MODULES = ['--no-experimental-require-module'];

export interface PoolOptions {
  readonly threads: number;
  readonly maxPixels: number;
  /** Compiled entry of the threads. */
  readonly workerUrl: URL;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: RenderStep, fraction: number) => void) | undefined;
}

/** Worker threads; each leads one task or helps another over rows. A thread that dies fails its task alone and is replaced. */
export class EnginePool {
  private readonly threads: Piscina;
  private leading = 0;

  constructor(private readonly options: PoolOptions) {
    this.threads = new Piscina({
      filename: options.workerUrl.href,
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: IDLE_MILLISECONDS,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      execArgv: NO_REQUIRE_OF_MODULES,
    });
  }

  get busy(): number {
    return this.leading;
  }

  /**
   * Runs one task; no more at a time than there are threads. Byte arrays of the input move to the thread: they are empty here
   * afterwards.
   *
   * @throws EngineError what the task refused; the signal's reason, when the thread is free again
   */
  async run<Name extends TaskName>(
    name: Name,
    input: Tasks[Name]['input'],
    { signal, onProgress }: RunOptions = {},
  ): Promise<Tasks[Name]['output']> {
    signal?.throwIfAborted();
    const flag = createStopFlag();
    const { port1: own, port2: port } = new MessageChannel();
    const force = new AbortController();
    let deadline: NodeJS.Timeout | undefined;
    let failure: unknown;
    const halt = (reason: unknown) => {
      failure ??= reason;
      raise(flag);
      deadline ??= setTimeout(() => force.abort(), GRACE_MILLISECONDS);
    };
    const onAbort = () => halt(signal!.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    own.on('message', (message: TaskMessage) => {
      if (message.kind === 'progress') onProgress?.(message.step, message.fraction);
      else this.help(message.rows).catch(halt);
    });

    this.leading += 1;
    try {
      const { maxPixels, threads } = this.options;
      const request: TaskRequest<Name> = { input, context: { maxPixels, threads, flag, port } };
      const options = { name, transferList: [port, ...buffersOf(input)], signal: force.signal };
      const answer = (await this.threads.run(request, options)) as TaskAnswer<Tasks[Name]['output']>;
      if (failure !== undefined) throw failure;
      if ('output' in answer) return answer.output;
      throw new EngineError(answer.refusal.code, answer.refusal.message, answer.refusal.details);
    } catch (error) {
      raise(flag);
      throw failure ?? error;
    } finally {
      this.leading -= 1;
      clearTimeout(deadline);
      signal?.removeEventListener('abort', onAbort);
      own.close();
    }
  }

  /** Ends the threads when what they do is done. */
  async close(): Promise<void> {
    await this.threads.close();
  }

  /** Lets every free thread take a share; one that comes too late finds nothing left to do. */
  private async help(rows: SharedRows): Promise<void> {
    const free = this.options.threads - this.leading;
    await Promise.all(Array.from({ length: free }, () => this.threads.run(rows, { name: 'assist' })));
  }
}

function buffersOf(input: object): ArrayBuffer[] {
  return Object.values(input).flatMap((value) =>
    value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
}

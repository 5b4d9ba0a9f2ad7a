import { type Answer, PreviewError, type PreviewTasks, type Question, type TaskName } from './protocol';

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

/** The part of a Worker that is used, so that the client can be tested without a browser. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: Answer }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: unknown) => void): void;
  terminate(): void;
}

/** Questions to the worker and their answers. A worker that breaks is replaced; what it was asked fails. */
export class PreviewClient {
  private worker: WorkerLike | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private readonly brokenListeners = new Set<() => void>();

  constructor(private readonly startWorker: () => WorkerLike) {}

  /**
   * @param transfer what of the input the worker gets for good
   * @throws PreviewError
   */
  ask<Name extends TaskName>(
    name: Name,
    input: PreviewTasks[Name]['input'],
    transfer: Transferable[] = [],
  ): Promise<PreviewTasks[Name]['output']> {
    const worker = this.worker ?? this.start();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, input } satisfies Question<Name>, transfer);
    });
  }

  /** @param listener called when a worker has broken @returns to be called no more */
  onBroken(listener: () => void): () => void {
    this.brokenListeners.add(listener);
    return () => void this.brokenListeners.delete(listener);
  }

  close(): void {
    this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(new PreviewError('FAILED', 'The preview was closed.'));
    this.waiting.clear();
  }

  private start(): WorkerLike {
    const worker = this.startWorker();
    worker.addEventListener('message', ({ data }) => this.receive(data));
    const broken = () => {
      if (worker !== this.worker) return;
      this.close();
      for (const listener of this.brokenListeners) listener();
    };
    worker.addEventListener('error', broken);
    worker.addEventListener('messageerror', broken);
    this.worker = worker;
    return worker;
  }

  private receive({ id, output, error }: Answer): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new PreviewError(error.code, error.message));
    else waiting?.resolve(output as never);
  }
}

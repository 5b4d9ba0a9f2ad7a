import { move, transferableSymbol, valueSymbol } from 'piscina';
import { EngineError } from './engine-error.js';
import type { TaskAnswer, TaskContext, TaskName, TaskRequest, Tasks } from './protocol.js';

type Output<Name extends TaskName> = Tasks[Name]['output'];

/** Makes a function a task: its byte arrays are handed over without copying, its refusals are answered as data. */
export function task<Name extends TaskName>(
  run: (input: Tasks[Name]['input'], context: TaskContext) => Promise<Output<Name>>,
): (request: TaskRequest<Name>) => Promise<TaskAnswer<Output<Name>>> {
  return async ({ input, context }) => {
    try {
      return handOver({ output: await run(input, context) });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const { code, message, details } = error;
      return { refusal: { code, message, details } };
    } finally {
      context.port.close();
    }
  };
}

/** Marks the answer for the pool so that the buffers of its byte arrays are transferred. */
function handOver<T extends { readonly output: object }>(answer: T): T {
  const buffers = Object.values(answer.output)
    .filter((value): value is Uint8Array<ArrayBuffer> => value instanceof Uint8Array)
    .map(({ buffer }) => buffer);
  return move({ [valueSymbol]: answer, [transferableSymbol]: buffers }) as unknown as T;
}

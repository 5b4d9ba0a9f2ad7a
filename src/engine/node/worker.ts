/**
 * Entry of the worker threads: each export is a task that the pool runs by its name. What a task needs is loaded when a thread
 * leads the first of its kind: the codec and the papers take as much memory in each thread as Node itself.
 */
import type { SharedRows, TaskAnswer, TaskName, TaskRequest, Tasks } from './protocol.js';
import { takeShare } from './sharing.js';

type Led<Name extends TaskName> = (request: TaskRequest<Name>) => Promise<TaskAnswer<Tasks[Name]['output']>>;

const pictures = () => import('./picture-tasks.js');
const papers = () => import('./paper-tasks.js');

export const ingest: Led<'ingest'> = async (request) => (await pictures()).ingest(request);
export const reduce: Led<'reduce'> = async (request) => (await pictures()).reduce(request);
export const analyse: Led<'analyse'> = async (request) => (await papers()).analyse(request);
export const generate: Led<'generate'> = async (request) => (await papers()).generate(request);
export const drawRelief: Led<'drawRelief'> = async (request) => (await papers()).drawRelief(request);
export const model: Led<'model'> = async (request) => (await import('./model-task.js')).model(request);
export const render: Led<'render'> = async (request) => (await import('./render-task.js')).render(request);

/** Helps another thread; nothing to answer. */
export function assist(rows: SharedRows): void {
  takeShare(rows);
}

import { AsyncLocalStorage } from 'node:async_hooks';

/** What the work in progress belongs to. */
export interface LogContext {
  /** Of the HTTP request that asked for it. */
  readonly requestId?: string;
  /** Of the job whose attempt it is part of. */
  readonly jobId?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Runs `work`; whatever it logs, in whichever layer, names the context. */
export function inLogContext<T>(context: LogContext, work: () => T): T {
  return contexts.run(context, work);
}

export function logContext(): LogContext {
  return contexts.getStore() ?? {};
}

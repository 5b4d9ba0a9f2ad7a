import type { WorkerLike } from './preview-client';
import type { Answer, Question } from './protocol';

/** A worker in this thread that answers as it is told. */
export class TestWorker implements WorkerLike {
  readonly questions: Question[] = [];
  terminated = false;
  private readonly listeners: Record<string, ((event: never) => void)[]> = {};

  constructor(private readonly answerTo: (question: Question) => Omit<Answer, 'id'> | null) {}

  postMessage(question: Question): void {
    this.questions.push(question);
    const answer = this.answerTo(question);
    if (answer) queueMicrotask(() => this.tell('message', { data: { id: question.id, ...answer } }));
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    (this.listeners[type] ??= []).push(listener);
  }

  terminate(): void {
    this.terminated = true;
  }

  tell(type: string, event: unknown): void {
    for (const listener of this.listeners[type] ?? []) listener(event as never);
  }
}

import { t } from '../i18n/translate';
import type { Schema } from './client';

/** A request that was refused or failed, in words for the person in front of the screen. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    message: string,
    readonly code: string,
    readonly requestId: string | undefined,
    /** Messages by the field's name, as forms want them. */
    readonly fields: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/** What a failure of any kind says to that person: of one field of a form, where it says something of that. */
export function problemText(failure: unknown, field = ''): string {
  return failure instanceof ApiProblem ? (failure.fields[field] ?? failure.message) : t('problem.unknown');
}

interface Answer<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** Awaits a call of the client. @throws ApiProblem where there is no good answer */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>;
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, t('problem.offline'), 'OFFLINE', undefined, {});
  }
  if (!answer.response.ok) throw toProblem(answer.response.status, answer.error);
  return answer.data as Data;
}

/** Reads a problem document (RFC 9457). @param body as it was parsed; anything else gives a general message */
export function toProblem(status: number, body: unknown): ApiProblem {
  const { code, detail, requestId, errors = [] } = (body ?? {}) as Partial<Schema['Problem']>;
  const fields = errors.map(({ pointer, detail: message }) => [
    pointer.replace(/^\//, '').replaceAll('/', '.'),
    message,
  ]);
  return new ApiProblem(
    status,
    detail ?? t('problem.unknown'),
    code ?? 'UNKNOWN',
    requestId,
    Object.fromEntries(fields),
  );
}

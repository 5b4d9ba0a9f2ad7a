import { GenerationError, type GenerationFailure } from '../../generation-error.js';

const MAX_LENGTH = 300;

/** What an app says of a failure names its reason, where anything does. */
const REASONS: readonly (readonly [RegExp, GenerationFailure])[] = [
  [/quota|rate limit/i, 'quota-exceeded'],
  [/queue is full|too many requests/i, 'queue-full'],
];

const STATUSES: Readonly<Record<number, readonly [GenerationFailure, string]>> = {
  401: ['refused', 'asks for a token: is HF_TOKEN set, and may it read this Space?'],
  403: ['refused', 'refuses access: may HF_TOKEN read this Space?'],
  404: ['refused', 'has no Gradio application at this address'],
  429: ['quota-exceeded', 'answers that there were too many requests'],
  502: ['unreachable', 'is not reached by its proxy'],
  503: ['sleeping', 'is not running'],
  504: ['unreachable', 'does not answer its proxy'],
};

/** For an answer other than 2xx, by its status and what it says. */
export function statusFailure(who: string, status: number, said: string): GenerationError {
  const reason = reasonIn(said);
  if (reason !== undefined) return new GenerationError(reason, `${who}: ${plain(said)}`);
  const [failure, words] = STATUSES[status] ?? ['failed', `answers ${status}: ${plain(said)}`];
  return new GenerationError(failure, `${who} ${words}`);
}

/** For what an app says when its function fails; undefined where it hides that. */
export function appFailure(said: string | undefined): GenerationError {
  if (said === undefined) return new GenerationError('failed', 'the app failed and does not say why');
  return new GenerationError(reasonIn(said) ?? 'failed', `the app failed: ${plain(said)}`);
}

function reasonIn(said: string): GenerationFailure | undefined {
  return REASONS.find(([pattern]) => pattern.test(said))?.[1];
}

/** Apps put HTML into their messages; a log gets text on one line. */
function plain(said: string): string {
  return said
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
}

import { GenerationError } from '../../generation-error.js';

/** Where the picture is that a call returned. */
export type OutputPicture = { readonly content: Uint8Array } | { readonly path: string } | { readonly url: string };

const MAX_DEPTH = 6;

/**
 * The first picture in what an endpoint returned: a file by its path, a URL, a data URL, or one of these inside a tuple, a
 * gallery, a dictionary or an update of a component.
 * @throws GenerationError `failed` where there is none
 */
export function outputPicture(output: readonly unknown[]): OutputPicture {
  const found = search(output, 0);
  if (found) return found;
  throw new GenerationError('failed', 'the Space returned no picture');
}

/** The seed that was really used, where the endpoint returns one beside its picture. */
export function outputSeed(output: readonly unknown[]): number | undefined {
  return output.slice(1).find((value): value is number => Number.isSafeInteger(value) && (value as number) >= 0);
}

function search(value: unknown, depth: number): OutputPicture | undefined {
  if (depth > MAX_DEPTH || value === null) return undefined;
  if (typeof value === 'string') return fromText(value);
  if (Array.isArray(value)) return first(value, depth);
  if (typeof value !== 'object') return undefined;
  const { path, url } = value as { path?: unknown; url?: unknown };
  for (const text of [path, url]) {
    const found = typeof text === 'string' ? fromText(text) : undefined;
    if (found) return found;
  }
  return first(Object.values(value), depth);
}

function first(values: readonly unknown[], depth: number): OutputPicture | undefined {
  for (const value of values) {
    const found = search(value, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function fromText(text: string): OutputPicture | undefined {
  const inline = /^data:image\/[a-z+.-]+;base64,/.exec(text);
  if (inline) return { content: Buffer.from(text.slice(inline[0].length), 'base64') };
  if (/^https?:\/\//.test(text)) return { url: text };
  return /^(?:\/|[A-Za-z]:\\).*\.[a-z0-9]{2,5}$/i.test(text) ? { path: text } : undefined;
}

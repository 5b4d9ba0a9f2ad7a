import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { AppError, type FieldError } from './app-error.js';

/** Longest received value that is repeated to the client. */
const SHOWN_CHARACTERS = 80;

const PLACE: Readonly<Record<ArgumentMetadata['type'], string>> = {
  body: '',
  query: '/query',
  param: '/path',
  custom: '',
};

/** Checks an argument against the zod schema given to `@Body`, `@Query` or `@Param`, and hands on what the schema makes of it. */
export class SchemaValidationPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const { schema } = metadata;
    if (!(schema instanceof z.ZodType)) return value;
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    const prefix = PLACE[metadata.type] + (metadata.data ? `/${metadata.data}` : '');
    const errors = toFieldErrors(parsed.error, prefix);
    throw metadata.type === 'param' ? nothingThere(errors) : validationError(errors);
  }
}

/** A path that no resource can have is answered as one that no resource has. */
function nothingThere(errors: readonly FieldError[]): AppError {
  return new AppError('NOT_FOUND', 'There is nothing at this address.', { errors });
}

/** The refusal of wrong fields, its detail naming the first. */
export function validationError(errors: readonly FieldError[]): AppError {
  const first = errors[0];
  const detail = first ? `${first.pointer || 'The request'}: ${first.detail}` : 'The request is not valid.';
  return new AppError('VALIDATION_FAILED', detail, { errors });
}

/** One entry a wrong field, unknown fields included, with the limit and the received value in words. */
export function toFieldErrors(error: z.ZodError, prefix = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const base = prefix + issue.path.map((key) => `/${escapePointer(String(key))}`).join('');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: `${base}/${escapePointer(key)}`,
        detail: 'This field is not known.',
      }));
    }
    return [{ pointer: base, detail: withReceived(issue.message, issue.input) }];
  });
}

/** Zod tells the type of what it received. The value in its place says more, but for lists and objects. */
function withReceived(message: string, input: unknown): string {
  if (input !== null && typeof input === 'object') return message;
  // JSON has no infinity.
  const value = typeof input === 'number' ? String(input) : (JSON.stringify(input) ?? 'nothing');
  const shown = value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value;
  return `${message.replace(/, received \w+$/, '')}, received ${shown}`;
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

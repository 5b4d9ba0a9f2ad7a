import { MulterError } from 'multer';
import { AppError } from '../common/app-error.js';
import { validationError } from '../common/schema-validation.pipe.js';

/** Form field that carries the file. */
export const FILE_FIELD = 'file';

/** Limits of a form; names that ask for nesting (`a[b]`) or arrays (`a[7]`) are refused. */
export const FORM_LIMITS = {
  files: 1,
  fields: 16,
  parts: 17,
  fieldNameSize: 64,
  /** Bytes of one field's value. */
  fieldSize: 8192,
  headerPairs: 32,
  fieldNestingDepth: 0,
  fieldArrayIndexLimit: 0,
} as const;

/** Turns what the multipart reader throws into an answer for the client. */
export function toMultipartProblem(thrown: unknown, maxFileBytes: number): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof MulterError) return limitProblem(thrown, maxFileBytes);
  const { code, message } = thrown as NodeJS.ErrnoException;
  if (code !== undefined && code !== 'ECONNRESET') {
    return new AppError('INTERNAL', 'The file could not be taken in.', { cause: thrown });
  }
  if (/^Request (aborted|closed|error)$/.test(message) || code === 'ECONNRESET') {
    return new AppError('REQUEST_ABORTED', 'The upload broke off.', { cause: thrown });
  }
  return new AppError('MALFORMED_REQUEST', `The multipart form could not be read: ${message}.`, { cause: thrown });
}

export function fileTooLarge(maxFileBytes: number, received: string): AppError {
  const detail = `The file may have at most ${maxFileBytes} bytes, received ${received}.`;
  return new AppError('UPLOAD_TOO_LARGE', detail, { errors: [{ pointer: `/${FILE_FIELD}`, detail }] });
}

function limitProblem(error: MulterError, maxFileBytes: number): AppError {
  const field = error.field ?? '';
  const shown = field.length > FORM_LIMITS.fieldNameSize ? `${field.slice(0, FORM_LIMITS.fieldNameSize)}…` : field;
  const refuse = (pointer: string, detail: string) => validationError([{ pointer, detail }]);
  switch (error.code) {
    case 'LIMIT_FILE_SIZE':
      return fileTooLarge(maxFileBytes, 'more');
    case 'LIMIT_UNEXPECTED_FILE':
      if (field === FILE_FIELD) return refuse(`/${FILE_FIELD}`, 'Expected one file, received two.');
      return refuse(`/${shown}`, `Expected the file in the field "${FILE_FIELD}", received it in "${shown}".`);
    case 'LIMIT_FILE_COUNT':
      return refuse(`/${FILE_FIELD}`, 'Expected one file, received more.');
    case 'LIMIT_FIELD_KEY':
      return refuse('', `A field name may have at most ${FORM_LIMITS.fieldNameSize} bytes.`);
    case 'LIMIT_FIELD_VALUE':
      return refuse(`/${shown}`, `A field may have at most ${FORM_LIMITS.fieldSize} bytes.`);
    case 'LIMIT_FIELD_COUNT':
    case 'LIMIT_PART_COUNT':
      return refuse('', `A form may have at most ${FORM_LIMITS.fields} fields.`);
    default:
      return refuse(`/${shown}`, `${error.message}.`);
  }
}

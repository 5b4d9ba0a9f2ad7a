/** Every way a request can be refused or fail, with the HTTP status it is answered by. */
export const ERROR_STATUS = {
  MALFORMED_REQUEST: 400,
  REQUEST_ABORTED: 400,
  UNAUTHENTICATED: 401,
  CREDENTIALS_WRONG: 401,
  REFRESH_TOKEN_REUSED: 401,
  ACCOUNT_DISABLED: 403,
  FORBIDDEN: 403,
  SESSION_REQUIRED: 403,
  URL_EXPIRED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  CONFLICT: 409,
  EMAIL_TAKEN: 409,
  LAST_OPERATOR: 409,
  STATE_CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  UPLOAD_TOO_LARGE: 413,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  VALIDATION_FAILED: 422,
  IMAGE_CORRUPT: 422,
  IMAGE_TOO_LARGE: 422,
  IMAGE_EMPTY: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  QUOTA_EXCEEDED: 422,
  GENERATION_FAILED: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  OVERLOADED: 503,
  DEPENDENCY_UNAVAILABLE: 503,
  SHUTTING_DOWN: 503,
  INSUFFICIENT_STORAGE: 507,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One wrong field: where it is and what is wrong with it, the limit and the received value included. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or `/query/NAME`, `/path/NAME`, `/header/NAME`. */
  readonly pointer: string;
  readonly detail: string;
}

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly errors?: readonly FieldError[];
  /** For answers that ask the client to come back. */
  readonly retryAfterSeconds?: number;
}

/** A failure that a client may be told of: `message` is written for them and holds nothing internal. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

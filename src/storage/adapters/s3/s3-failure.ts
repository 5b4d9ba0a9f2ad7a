import { AppError } from '../../../common/app-error.js';

/** What the SDK attaches to what it throws. */
interface S3Error extends Error {
  readonly Code?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** The configuration's faults, each with what to do about it. */
const FAULTS: Readonly<Record<string, string>> = {
  NoSuchBucket: 'The bucket that AWS_BUCKET_NAME names does not exist at this server.',
  InvalidBucketName: 'AWS_BUCKET_NAME is not a name that this server takes.',
  InvalidAccessKeyId: 'The storage does not know AWS_ACCESS_KEY_ID.',
  SignatureDoesNotMatch:
    'The storage refuses the signature: AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID.',
  ExpiredToken: 'The keys of the storage have expired.',
  InvalidToken: 'The storage refuses AWS_SESSION_TOKEN.',
  RequestTimeTooSkewed: 'The clock of this machine differs too much from that of the storage.',
  AccessDenied:
    'The storage refuses access: the account needs s3:ListBucket on the bucket and s3:GetObject, s3:PutObject, ' +
    's3:DeleteObject and s3:AbortMultipartUpload on its objects.',
  AuthorizationHeaderMalformed: 'The bucket is in another region than AWS_REGION says.',
  PermanentRedirect: 'The bucket is in another region than AWS_REGION says, or S3_ENDPOINT is not its address.',
  NotImplemented: 'This server does not offer it.',
  CredentialsProviderError:
    'There are no keys for the storage: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the process a role.',
  ENOTFOUND: 'The address of the storage (S3_ENDPOINT or AWS_REGION) has no host behind it.',
  ECONNREFUSED: 'Nothing listens at the address of the storage.',
  ECONNRESET: 'The storage breaks off connections before it answers.',
  TimeoutError: 'The storage does not answer in time.',
};

const FULL = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage', 'StorageFull']);
const ABSENT = new Set(['NoSuchKey', 'NotFound']);
const RETRY_AFTER_SECONDS = 5;

/** Turns what the SDK throws into the port's words; what is none of the SDK's comes through. */
export function toStorageFailure(error: unknown): unknown {
  if (error instanceof AppError || !isS3Error(error)) return error;
  const name = nameOf(error);
  const status = error.$metadata?.httpStatusCode;
  if (ABSENT.has(name)) return new AppError('NOT_FOUND', 'There is no such file.', { cause: error });
  if (name === 'InvalidRange' || status === 416) {
    return new AppError('RANGE_NOT_SATISFIABLE', 'The range must lie inside the file.', { cause: error });
  }
  if (FULL.has(name) || status === 507) {
    return new AppError('INSUFFICIENT_STORAGE', 'There is no space left to store the file.', { cause: error });
  }
  return storageUnavailable(error);
}

export function storageUnavailable(cause: unknown): AppError {
  return new AppError('DEPENDENCY_UNAVAILABLE', 'Files cannot be stored or read at the moment.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** What is wrong with the storage, in words for operators; it names variables and never their values. */
export function explainStorageFailure(error: unknown): string {
  if (!isS3Error(error)) return 'Files cannot be stored or read at the moment.';
  const name = nameOf(error);
  // The SDK calls a reset connection a time-out: its code is closer to what happened.
  const fault = FAULTS[error.code ?? ''] ?? FAULTS[name];
  if (fault !== undefined) return fault;
  const status = error.$metadata?.httpStatusCode;
  if (status === 301) return FAULTS.PermanentRedirect!;
  if (status === 403) return FAULTS.AccessDenied!;
  return `The storage cannot be used (${[name, error.code, status].filter(Boolean).join(', ')}).`;
}

/** Whether another attempt may fare better: the connection broke, rather than the server refused. */
export function isInterruption(error: unknown): boolean {
  return isS3Error(error) && error.$metadata?.httpStatusCode === undefined && error.name !== 'CredentialsProviderError';
}

function isS3Error(error: unknown): error is S3Error {
  const { $metadata, code, name } = (error ?? {}) as Partial<S3Error>;
  return (
    $metadata !== undefined || code !== undefined || name === 'CredentialsProviderError' || name === 'TimeoutError'
  );
}

function nameOf(error: S3Error): string {
  return error.Code ?? error.name;
}

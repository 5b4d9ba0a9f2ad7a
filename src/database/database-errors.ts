import { mongo, MongooseError } from 'mongoose';
import { AppError } from '../common/app-error.js';

const OUT_OF_DISK_SPACE = 14_031;

/** Codes of a server that cannot serve now but may soon: stepping down, shutting down, overloaded, unreachable from its peers. */
const PASSING_CODES = new Set([6, 7, 50, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436]);

/** Codes of a sign-in or a right that the server refuses. */
const REFUSED_CODES = new Set([13, 18, 8000]);

/** Names of the driver's errors about the connection, besides those of the network; some of their classes are not exported. */
const UNAVAILABLE = new Set([
  'MongoClientClosedError',
  'MongoNotConnectedError',
  'MongoOperationTimeoutError',
  'MongoPoolClosedError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
]);

const RETRY_AFTER_SECONDS = 5;

/** How Mongoose says that it has never been connected. */
const NOT_CONNECTED = /before initial connection is complete|connection.*(closed|destroyed)/i;

/**
 * What a failure of the database means to a client: DEPENDENCY_UNAVAILABLE where trying again may help, INSUFFICIENT_STORAGE
 * where the disk is full, undefined where it is the program's own fault.
 */
export function databaseErrorToAppError(thrown: unknown): AppError | undefined {
  const code = codeOf(thrown);
  if (code === OUT_OF_DISK_SPACE) {
    return new AppError('INSUFFICIENT_STORAGE', 'The disk of the database is full.', { cause: thrown });
  }
  return isUnavailable(thrown, code) ? databaseUnavailable(thrown) : undefined;
}

export function databaseUnavailable(cause: unknown): AppError {
  return new AppError('DEPENDENCY_UNAVAILABLE', 'The database cannot be reached. Try again shortly.', {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function isUnavailable(thrown: unknown, code: number | undefined): boolean {
  if (code !== undefined && (PASSING_CODES.has(code) || REFUSED_CODES.has(code))) return true;
  if (thrown instanceof MongooseError) {
    return thrown.name === 'MongooseServerSelectionError' || NOT_CONNECTED.test(thrown.message);
  }
  if (thrown instanceof mongo.MongoNetworkError) return true;
  return thrown instanceof mongo.MongoError && UNAVAILABLE.has(thrown.name);
}

/** Why a connection could not be made, in words for an operator, without what a connection string holds. */
export function connectionProblem(error: unknown): string {
  const code = codeOf(error);
  if (code !== undefined && REFUSED_CODES.has(code)) {
    return 'authentication failed: the server refuses the user, the password or the authentication database of MONGO_URI';
  }
  const reason = deepestMessage(error);
  if (/ENOTFOUND|EAI_AGAIN|querySrv/.test(reason)) return 'the host name in MONGO_URI cannot be resolved';
  if (/ECONNREFUSED/.test(reason)) return 'unreachable: nothing listens at the address in MONGO_URI';
  if (/certificate|TLS|SSL/i.test(reason)) return 'unreachable: the encrypted connection could not be made (TLS)';
  return 'unreachable: no answer from the address in MONGO_URI';
}

function codeOf(error: unknown): number | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'number' ? code : undefined;
}

/** Server selection wraps the failure of each server it tried. */
function deepestMessage(error: unknown): string {
  const { message = '', cause, reason } = (error ?? {}) as { message?: string; cause?: unknown; reason?: unknown };
  const servers = (reason as { servers?: Map<string, { error?: unknown }> } | undefined)?.servers;
  const inner = [cause, ...(servers ? [...servers.values()].map((server) => server.error) : [])];
  return [message, ...inner.filter((found) => found instanceof Error).map(deepestMessage)].join('; ');
}

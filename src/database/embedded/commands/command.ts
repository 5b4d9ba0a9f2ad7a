import { type Document, isDocument } from '../bson.js';
import type { Collection } from '../collection/collection.js';
import { badValue, CommandError, notSupported, typeMismatch } from '../command-error.js';
import type { DocumentDatabase } from '../document-database.js';
import type { Window } from '../planner/scan.js';
import type { WriteBatch } from '../write-batch.js';

/** What a command works on. */
export interface CommandContext {
  readonly database: DocumentDatabase;
  readonly batch: WriteBatch;
}

/**
 * One command of the protocol. It resolves with its reply but for `ok`; a command that writes does so without awaiting
 * anything, so that no other command comes in between.
 */
export interface CommandDefinition {
  /** Options it knows, besides those that all commands take. */
  readonly options: readonly string[];
  readonly run: (command: Document, context: CommandContext) => Document | Promise<Document>;
}

/** Options whose meaning is fulfilled by one durable process, or that only tell about the sender. */
const COMMON_OPTIONS = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'bypassDocumentValidation',
  'comment',
  'lsid',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
]);

const TRANSACTION_OPTIONS = new Set(['txnNumber', 'startTransaction', 'autocommit', 'stmtId']);

/** Refuses what would otherwise be ignored silently. */
export function checkOptions(name: string, command: Document, known: readonly string[]): void {
  for (const option of Object.keys(command)) {
    if (option === name || COMMON_OPTIONS.has(option) || known.includes(option)) continue;
    if (TRANSACTION_OPTIONS.has(option)) throw notSupported('transactions and retryable writes');
    if (option === 'collation' && isSimpleCollation(command.collation)) continue;
    throw notSupported(`the option '${option}' of the command ${name}`);
  }
}

/** As checkOptions, for the statements inside update and delete commands. */
export function checkStatement(name: string, statement: unknown, known: readonly string[]): Document {
  if (!isDocument(statement)) throw typeMismatch(`the statements of ${name} must be objects`);
  checkOptions('', statement, known);
  return statement;
}

function isSimpleCollation(collation: unknown): boolean {
  return isDocument(collation) && collation.locale === 'simple';
}

/** @throws CommandError InvalidNamespace unless the command names a collection */
export function collectionName(command: Document): string {
  const name = Object.values(command)[0];
  if (typeof name === 'string' && name !== '') return name;
  throw new CommandError(73, 'InvalidNamespace', 'the command does not name a collection');
}

export function existingCollection(command: Document, { database }: CommandContext): Collection | undefined {
  return database.collections.get(collectionName(command));
}

export function namespaceOf(command: Document, { database }: CommandContext): string {
  return `${database.name}.${collectionName(command)}`;
}

export function documentOption(value: unknown, name: string): Document {
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw typeMismatch(`'${name}' must be an object`);
  return value;
}

/** A whole number from 0, or the default where it is absent. */
export function countOption(value: unknown, name: string, absent: number): number {
  if (value === undefined || value === null) return absent;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw badValue(`'${name}' must be a whole number from 0`);
  return count;
}

export function windowOf(command: Document): Window {
  const limit = Math.abs(Number(command.limit ?? 0));
  return { skip: countOption(command.skip, 'skip', 0), limit: countOption(limit, 'limit', 0) };
}

/** Time of `performance.now()` at which the command must give up. */
export function deadlineOf(command: Document): number {
  const milliseconds = countOption(command.maxTimeMS, 'maxTimeMS', 0);
  return milliseconds === 0 ? Infinity : performance.now() + milliseconds;
}

/** Runs each statement of a batch and reports failures by position, as MongoDB does; an ordered batch ends at the first. */
export function runStatements<Statement>(
  statements: readonly Statement[],
  ordered: boolean,
  run: (statement: Statement, index: number) => void,
): { writeErrors?: Document[] } {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

export function statementsOf(command: Document, field: string): readonly unknown[] {
  const statements = command[field];
  if (!Array.isArray(statements) || statements.length === 0) throw badValue(`'${field}' must be a nonempty array`);
  return statements as unknown[];
}

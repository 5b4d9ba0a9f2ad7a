import type { Document, Long } from '../bson.js';
import { badValue } from '../command-error.js';
import { leafReader } from '../documents/field-path.js';
import { compareValues, sameValue } from '../documents/value-order.js';
import { plan, type Query } from '../planner/plan.js';
import { count as countMatching, select } from '../planner/scan.js';
import { compileProjection } from '../query/projection.js';
import { parseSort } from '../query/sort.js';
import {
  type CommandDefinition,
  countOption,
  deadlineOf,
  documentOption,
  existingCollection,
  namespaceOf,
  windowOf,
} from './command.js';

/** The query that a find, count, distinct or findAndModify command asks. */
export function queryOf(command: Document): Query {
  const { limit } = windowOf(command);
  return {
    filter: documentOption(command.filter ?? command.query, 'filter'),
    sort: parseSort(command.sort),
    hint: command.hint,
    ...(limit && { limit }),
  };
}

const find: CommandDefinition = {
  options: [
    'filter',
    'projection',
    'sort',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'hint',
    'noCursorTimeout',
    'allowDiskUse',
  ],
  run: async (command, context) => {
    const project = compileProjection(command.projection);
    const collection = existingCollection(command, context);
    const records = collection
      ? await select(collection, plan(collection, queryOf(command)), windowOf(command), deadlineOf(command))
      : [];
    const documents = records.map(({ document }) => project(document));
    const singleBatch = command.singleBatch === true || Number(command.limit ?? 0) < 0;
    const batchSize = singleBatch ? Infinity : batchSizeOf(command);
    return { cursor: context.database.cursors.open(namespaceOf(command, context), documents, batchSize, singleBatch) };
  },
};

export function batchSizeOf(options: Document): number | undefined {
  return options.batchSize === undefined ? undefined : countOption(options.batchSize, 'batchSize', 0);
}

const getMore: CommandDefinition = {
  options: ['collection', 'batchSize'],
  run: (command, { database }) => {
    const batchSize = countOption(command.batchSize, 'batchSize', 0) || undefined;
    return { cursor: database.cursors.more(Number(command.getMore), batchSize) };
  },
};

const killCursors: CommandDefinition = {
  options: ['cursors'],
  run: (command, { database }) => {
    if (!Array.isArray(command.cursors)) throw badValue("'cursors' must be an array");
    const ids = command.cursors as Long[];
    const killed = ids.filter((id) => database.cursors.kill(Number(id)));
    const notFound = ids.filter((id) => !killed.includes(id));
    return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
  },
};

const count: CommandDefinition = {
  options: ['query', 'limit', 'skip', 'hint'],
  run: async (command, context) => {
    const collection = existingCollection(command, context);
    if (!collection) return { n: 0 };
    const found = await countMatching(collection, plan(collection, queryOf(command)), deadlineOf(command));
    const { skip = 0, limit } = windowOf(command);
    return { n: Math.min(Math.max(0, found - skip), limit || Infinity) };
  },
};

const distinct: CommandDefinition = {
  options: ['key', 'query', 'hint'],
  run: async (command, context) => {
    if (typeof command.key !== 'string') throw badValue("'key' must be a string");
    const collection = existingCollection(command, context);
    if (!collection) return { values: [] };
    const records = await select(collection, plan(collection, queryOf(command)), {}, deadlineOf(command));
    const leavesOf = leafReader(command.key);
    const values = records
      .flatMap(({ document }) => leavesOf(document).flatMap((leaf) => leaf))
      .filter((value) => value !== undefined)
      .toSorted(compareValues);
    return { values: values.filter((value, i) => i === 0 || !sameValue(values[i - 1], value)) };
  },
};

export const READ_COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  find,
  getMore,
  killCursors,
  count,
  distinct,
};

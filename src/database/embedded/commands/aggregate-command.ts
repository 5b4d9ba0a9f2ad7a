import type { Document } from '../bson.js';
import type { Collection } from '../collection/collection.js';
import { sameValue } from '../documents/value-order.js';
import { plan, type Query } from '../planner/plan.js';
import { count, select, type Window } from '../planner/scan.js';
import { checkPipeline, runPipeline } from '../query/pipeline.js';
import { parseSort } from '../query/sort.js';
import {
  type CommandContext,
  type CommandDefinition,
  countOption,
  deadlineOf,
  documentOption,
  existingCollection,
  namespaceOf,
} from './command.js';
import { batchSizeOf } from './read-commands.js';

/** A pipeline split into what the planner answers (leading match, sort, skip, limit) and the stages left. */
export interface SplitPipeline {
  readonly query: Query;
  readonly window: Window;
  readonly rest: readonly Document[];
}

/** What drivers append to count documents. */
const COUNT_STAGE = { $group: { _id: 1, n: { $sum: 1 } } };

export const aggregate: CommandDefinition = {
  options: ['pipeline', 'cursor', 'hint', 'allowDiskUse'],
  run: async (command, context) => {
    const documents = await run(command, context);
    const batchSize = batchSizeOf(documentOption(command.cursor, 'cursor'));
    return { cursor: context.database.cursors.open(namespaceOf(command, context), documents, batchSize) };
  },
};

async function run(command: Document, context: CommandContext): Promise<Document[]> {
  const { query, window, rest } = splitPipeline(command);
  const collection = existingCollection(command, context);
  const resolve = (name: string) => documentsOf(context.database.collections.get(name));
  if (!collection) return runPipeline([], rest, resolve);
  const chosen = plan(collection, query);
  if (!window.skip && !window.limit && rest.length === 1 && sameValue(rest[0], COUNT_STAGE)) {
    const n = await count(collection, chosen, deadlineOf(command));
    return n === 0 ? [] : [{ _id: 1, n }];
  }
  const records = await select(collection, chosen, window, deadlineOf(command));
  return runPipeline(
    records.map(({ document }) => document),
    rest,
    resolve,
  );
}

function documentsOf(collection: Collection | undefined): Document[] {
  return collection ? [...collection.records.values()].map(({ document }) => document) : [];
}

/** @throws CommandError for a stage that is not supported */
export function splitPipeline(command: Document): SplitPipeline {
  const { pipeline } = command;
  checkPipeline(pipeline);
  const stages = [...pipeline];
  const take = (name: string): unknown =>
    stages[0] && Object.hasOwn(stages[0], name) ? stages.shift()![name] : undefined;
  const filters: Document[] = [];
  for (let filter = take('$match'); filter !== undefined; filter = take('$match')) {
    filters.push(documentOption(filter, '$match'));
  }
  const sort = parseSort(take('$sort'));
  const skip = countOption(take('$skip'), '$skip', 0);
  const limit = countOption(take('$limit'), '$limit', 0);
  const filter = filters.length > 1 ? { $and: filters } : (filters[0] ?? {});
  return {
    query: { filter, sort, hint: command.hint, ...(limit && { limit: skip + limit }) },
    window: { skip, limit },
    rest: stages,
  };
}

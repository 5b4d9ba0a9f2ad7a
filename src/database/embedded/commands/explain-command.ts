import { type Document, isDocument } from '../bson.js';
import { Collection } from '../collection/collection.js';
import { badValue, notSupported } from '../command-error.js';
import { explain as explainPlan } from '../planner/explain.js';
import { plan, type Query } from '../planner/plan.js';
import type { Window } from '../planner/scan.js';
import { parseSort } from '../query/sort.js';
import { splitPipeline } from './aggregate-command.js';
import {
  type CommandDefinition,
  documentOption,
  existingCollection,
  namespaceOf,
  statementsOf,
  windowOf,
} from './command.js';
import { queryOf } from './read-commands.js';

interface Explained {
  readonly query: Query;
  readonly window: Window;
  /** Stages of an aggregation that work on what the query gives. */
  readonly rest?: readonly Document[];
}

/** Which query a command asks, by its name. Explaining a write does not write. */
const EXPLAINED: Readonly<Record<string, (command: Document) => Explained>> = {
  find: (command) => ({ query: queryOf(command), window: windowOf(command) }),
  count: (command) => ({ query: queryOf(command), window: {} }),
  distinct: (command) => ({ query: queryOf(command), window: {} }),
  findAndModify: (command) => ({ query: { ...queryOf(command), limit: 1 }, window: { limit: 1 } }),
  update: (command) => explainedStatement(command, 'updates'),
  delete: (command) => explainedStatement(command, 'deletes'),
  aggregate: splitPipeline,
};

function explainedStatement(command: Document, field: string): Explained {
  const [statement] = statementsOf(command, field);
  const { q, sort, hint, multi, limit } = documentOption(statement, field);
  const one = field === 'updates' ? multi !== true : limit === 1;
  return {
    query: { filter: documentOption(q, 'q'), sort: parseSort(sort), hint },
    window: one ? { limit: 1 } : {},
  };
}

export const explain: CommandDefinition = {
  options: ['verbosity'],
  run: async (command, context) => {
    const explained = command.explain;
    if (!isDocument(explained)) throw badValue("'explain' must be a command");
    const [name] = Object.keys(explained);
    const parse = EXPLAINED[name ?? ''];
    if (!parse) throw notSupported(`explain of the command ${name}`);
    const { query, window, rest = [] } = parse(explained);
    const collection = existingCollection(explained, context) ?? new Collection(namespaceOf(explained, context), 0);
    const told = await explainPlan(
      collection,
      plan(collection, query),
      window,
      command.verbosity ?? 'allPlansExecution',
    );
    const answer = rest.length === 0 ? told : { stages: [{ $cursor: told }, ...rest] };
    return { ...answer, command: explained, serverInfo: { host: 'embedded', version: '7.0.0' } };
  },
};

import { type Document } from '../bson.js';
import type { Collection } from '../collection/collection.js';
import { isSorted } from '../query/sort.js';
import type { IndexAccess } from './index-plan.js';
import type { Access, Plan } from './plan.js';
import { type ScanStatistics, select, type Window } from './scan.js';

/** The plan and, beyond the verbosity `queryPlanner`, what running it reads; in the shape of MongoDB's explain. */
export async function explain(
  collection: Collection,
  plan: Plan,
  window: Window,
  verbosity: unknown,
): Promise<{ queryPlanner: Document; executionStats?: Document }> {
  const winningPlan = stagesOf(plan, window);
  const queryPlanner = {
    namespace: collection.namespace,
    indexFilterSet: false,
    parsedQuery: plan.filter,
    winningPlan,
    rejectedPlans: [],
  };
  if (verbosity === 'queryPlanner') return { queryPlanner };
  const statistics: ScanStatistics = { examined: 0 };
  const started = performance.now();
  const found = await select(collection, plan, window, undefined, statistics);
  const executionStats = {
    executionSuccess: true,
    nReturned: found.length,
    executionTimeMillis: Math.round(performance.now() - started),
    totalKeysExamined: plan.access.kind === 'collection' ? 0 : statistics.examined,
    totalDocsExamined: statistics.examined,
    executionStages: { ...winningPlan, nReturned: found.length },
  };
  return { queryPlanner, executionStats };
}

function stagesOf(plan: Plan, { skip, limit }: Window): Document {
  let stage = accessStage(plan.access, plan.filter);
  if (isSorted(plan.sort) && !plan.access.ordered) {
    stage = {
      stage: 'SORT',
      sortPattern: plan.sort,
      ...(limit && { limitAmount: limit }),
      type: 'simple',
      inputStage: stage,
    };
  }
  if (skip) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (limit) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  return stage;
}

function accessStage(access: Access, filter: Document): Document {
  switch (access.kind) {
    case 'collection':
      return { stage: 'COLLSCAN', filter, direction: 'forward' };
    case 'index':
      return { stage: 'FETCH', ...(!access.exact && { filter }), inputStage: indexStage(access) };
    default:
      return { stage: 'FETCH', filter, inputStage: { stage: 'OR', inputStages: access.branches.map(indexStage) } };
  }
}

function indexStage({ index, reverse }: IndexAccess): Document {
  const { name, key, unique, sparse, partialFilterExpression } = index.specification;
  return {
    stage: 'IXSCAN',
    keyPattern: key,
    indexName: name,
    isMultiKey: index.multikey,
    isUnique: unique === true,
    isSparse: sparse === true,
    isPartial: partialFilterExpression !== undefined,
    indexVersion: 2,
    direction: reverse ? 'backward' : 'forward',
  };
}

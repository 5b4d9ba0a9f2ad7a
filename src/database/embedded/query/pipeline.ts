import { Aggregator } from 'mingo/aggregator';
import { Context, ProcessingMode } from 'mingo/core';
import { type Iterator, Lazy } from 'mingo/lazy';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import { type Document, isDocument } from '../bson.js';
import { badValue, CommandError, notSupported } from '../command-error.js';
import { clone } from '../documents/clone.js';
import { compileFilter } from './filter.js';
import { parseSort, Sorter } from './sort.js';

const match = (documents: Iterator, filter: Document): Iterator => documents.filter(compileFilter(filter));

const sort = (documents: Iterator, pattern: unknown): Iterator =>
  documents.transform((list: Document[]) => {
    const sorter = new Sorter<Document>(parseSort(pattern), (document) => document);
    for (const document of list) sorter.add(document);
    return Lazy(sorter.finish());
  });

/** No documents have no count: nothing comes out. */
const count = (documents: Iterator, field: string): Iterator =>
  documents.transform((list: Document[]) => Lazy(list.length === 0 ? [] : [{ [field]: list.length }]));

/** Filters and orders as everywhere else in the store; the rest is mingo's. */
const STAGES = {
  $addFields: stages.$addFields,
  $count: count,
  $facet: stages.$facet,
  $group: stages.$group,
  $limit: stages.$limit,
  $lookup: stages.$lookup,
  $match: match,
  $project: stages.$project,
  $replaceRoot: stages.$replaceRoot,
  $replaceWith: stages.$replaceWith,
  $set: stages.$set,
  $skip: stages.$skip,
  $sort: sort,
  $sortByCount: stages.$sortByCount,
  $unset: stages.$unset,
  $unwind: stages.$unwind,
};

/** Stages that hand documents on as they are, or new ones made of whole values. */
const READ_ONLY = new Set(['$match', '$sort', '$skip', '$limit', '$count', '$group', '$sortByCount']);

type Operators = Parameters<typeof Context.init>[0];

const CONTEXT = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: STAGES,
} as unknown as Operators);

/** @throws CommandError for a stage that is malformed or not supported, in sub-pipelines too */
export function checkPipeline(pipeline: unknown): asserts pipeline is Document[] {
  if (!Array.isArray(pipeline)) throw badValue("'pipeline' must be an array");
  for (const stage of pipeline as unknown[]) {
    if (!isDocument(stage) || Object.keys(stage).length !== 1) {
      throw new CommandError(
        40323,
        'Location40323',
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const [name, operand] = Object.entries(stage)[0]!;
    if (!Object.hasOwn(STAGES, name)) throw notSupported(`the pipeline stage ${name}`);
    if (name === '$facet') for (const branch of Object.values(operand as Document)) checkPipeline(branch);
    if (name === '$lookup' && Object.hasOwn(operand as Document, 'pipeline'))
      throw notSupported('$lookup with a pipeline');
  }
}

/** Runs a checked pipeline over documents, which it does not change. */
export function runPipeline(
  documents: readonly Document[],
  pipeline: readonly Document[],
  collection: (name: string) => Document[],
): Document[] {
  if (pipeline.length === 0) return [...documents];
  const readOnly = pipeline.every((stage) => READ_ONLY.has(Object.keys(stage)[0]!));
  const input = readOnly ? documents : documents.map(clone);
  const aggregator = new Aggregator([...pipeline], {
    context: CONTEXT,
    scriptEnabled: false,
    processingMode: ProcessingMode.CLONE_OFF,
    collectionResolver: collection,
  });
  try {
    return aggregator.run<Document>(input);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw badValue((error as Error).message);
  }
}

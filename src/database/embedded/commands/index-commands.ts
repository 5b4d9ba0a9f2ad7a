import type { Document } from '../bson.js';
import type { Collection } from '../collection/collection.js';
import { type IndexSpecification, ID_INDEX, parseIndexSpecification } from '../collection/index-specification.js';
import { CommandError } from '../command-error.js';
import { sameValue } from '../documents/value-order.js';
import {
  collectionName,
  type CommandContext,
  type CommandDefinition,
  documentOption,
  existingCollection,
  namespaceOf,
  statementsOf,
} from './command.js';
import { batchSizeOf } from './read-commands.js';

const createIndexes: CommandDefinition = {
  options: ['indexes', 'commitQuorum'],
  run: (command, { batch }) => {
    const specifications = statementsOf(command, 'indexes').map(parseIndexSpecification);
    const collection = batch.collection(collectionName(command));
    const numIndexesBefore = collection.indexes.size;
    for (const specification of specifications) {
      if (!exists(collection, specification)) batch.createIndex(collection, specification);
    }
    return { numIndexesBefore, numIndexesAfter: collection.indexes.size };
  },
};

/** @throws CommandError when an index of that name or key is there and another */
function exists(collection: Collection, wanted: IndexSpecification): boolean {
  if (sameValue(wanted.key, ID_INDEX.key)) return true;
  const named = collection.indexes.get(wanted.name)?.specification;
  if (named) {
    if (sameValue(named, wanted)) return true;
    throw new CommandError(
      86,
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index: ${wanted.name}`,
    );
  }
  const keyed = [...collection.indexes.values()].find(({ specification }) => sameKey(specification, wanted));
  if (!keyed) return false;
  throw new CommandError(
    85,
    'IndexOptionsConflict',
    `Index already exists with a different name: ${keyed.specification.name}`,
  );
}

function sameKey(a: IndexSpecification, b: IndexSpecification): boolean {
  return sameValue(a.key, b.key) && sameValue(a.partialFilterExpression, b.partialFilterExpression);
}

const dropIndexes: CommandDefinition = {
  options: ['index'],
  run: (command, context) => {
    const collection = required(command, context);
    const nIndexesWas = collection.indexes.size;
    for (const name of namesToDrop(collection, command.index)) context.batch.dropIndex(collection, name);
    return { nIndexesWas };
  },
};

function namesToDrop(collection: Collection, given: unknown): string[] {
  const names = [...collection.indexes.keys()].filter((name) => name !== ID_INDEX.name);
  if (given === '*') return names;
  return [given].flat().map((wanted) => {
    if (wanted === ID_INDEX.name) throw new CommandError(72, 'InvalidOptions', 'cannot drop _id index');
    const found = names.find(
      (name) => name === wanted || sameValue(collection.indexes.get(name)!.specification.key, wanted),
    );
    if (found === undefined)
      throw new CommandError(27, 'IndexNotFound', `index not found with name [${String(wanted)}]`);
    return found;
  });
}

const listIndexes: CommandDefinition = {
  options: ['cursor'],
  run: (command, context) => {
    const collection = required(command, context);
    const indexes = [...collection.indexes.values()].map(({ specification: { unique, ...specification } }) => ({
      v: 2,
      ...specification,
      ...(unique && specification.name !== ID_INDEX.name && { unique }),
    }));
    const batchSize = batchSizeOf(documentOption(command.cursor, 'cursor'));
    return { cursor: context.database.cursors.open(namespaceOf(command, context), indexes, batchSize) };
  },
};

function required(command: Document, context: CommandContext): Collection {
  const collection = existingCollection(command, context);
  if (!collection)
    throw new CommandError(26, 'NamespaceNotFound', `ns does not exist: ${namespaceOf(command, context)}`);
  return collection;
}

export const INDEX_COMMANDS: Readonly<Record<string, CommandDefinition>> = { createIndexes, dropIndexes, listIndexes };

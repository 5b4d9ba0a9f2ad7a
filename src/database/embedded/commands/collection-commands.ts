import { CommandError } from '../command-error.js';
import { compileFilter } from '../query/filter.js';
import { collectionName, type CommandDefinition, documentOption, existingCollection, namespaceOf } from './command.js';
import { batchSizeOf } from './read-commands.js';

const create: CommandDefinition = {
  options: [],
  run: (command, context) => {
    if (existingCollection(command, context)) {
      throw new CommandError(48, 'NamespaceExists', `Collection ${namespaceOf(command, context)} already exists.`);
    }
    context.batch.collection(collectionName(command));
    return {};
  },
};

const drop: CommandDefinition = {
  options: [],
  run: (command, context) => {
    const collection = existingCollection(command, context);
    if (!collection) return {};
    const nIndexesWas = collection.indexes.size;
    context.batch.drop(collection);
    return { nIndexesWas, ns: collection.namespace };
  },
};

const dropDatabase: CommandDefinition = {
  options: [],
  run: (_command, { database, batch }) => {
    for (const collection of database.collections.values()) batch.drop(collection);
    return { dropped: database.name };
  },
};

const listCollections: CommandDefinition = {
  options: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: (command, { database }) => {
    const matches = compileFilter(documentOption(command.filter, 'filter'));
    const collections = [...database.collections.keys()]
      .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }))
      .filter(matches);
    const batchSize = batchSizeOf(documentOption(command.cursor, 'cursor'));
    return { cursor: database.cursors.open(`${database.name}.$cmd.listCollections`, collections, batchSize) };
  },
};

export const COLLECTION_COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  create,
  drop,
  dropDatabase,
  listCollections,
};

import { type Document, isDocument } from '../bson.js';
import { typeMismatch } from '../command-error.js';
import { parseUpdate, upserted, withId } from '../update/apply-update.js';
import {
  checkStatement,
  collectionName,
  type CommandDefinition,
  documentOption,
  existingCollection,
  runStatements,
  statementsOf,
} from './command.js';
import { applyTo, selectTargets } from './write-target.js';

const insert: CommandDefinition = {
  options: ['documents', 'ordered'],
  run: (command, { batch }) => {
    const collection = batch.collection(collectionName(command));
    let n = 0;
    const errors = runStatements(statementsOf(command, 'documents'), command.ordered !== false, (document) => {
      if (!isDocument(document)) throw typeMismatch('documents must be objects');
      batch.insert(collection, withId(document));
      n++;
    });
    return { n, ...errors };
  },
};

const UPDATE_OPTIONS = ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint', 'sort'];

const update: CommandDefinition = {
  options: ['updates', 'ordered'],
  run: (command, context) => {
    const counts = { n: 0, nModified: 0 };
    const inserted: Document[] = [];
    const errors = runStatements(statementsOf(command, 'updates'), command.ordered !== false, (given, index) => {
      const statement = checkStatement('update', given, UPDATE_OPTIONS);
      const filter = documentOption(statement.q, 'q');
      const parsed = parseUpdate(statement.u, filter, statement.arrayFilters);
      const multi = statement.multi === true;
      if (multi && parsed.replacement) throw typeMismatch('a replacement updates one document only');
      const collection = existingCollection(command, context);
      const records = selectTargets(collection, filter, statement, multi ? 0 : 1);
      counts.n += records.length;
      for (const record of records) counts.nModified += Number(applyTo(context.batch, collection!, record, parsed));
      if (records.length > 0 || statement.upsert !== true) return;
      const document = upserted(filter, parsed);
      context.batch.insert(context.batch.collection(collectionName(command)), document);
      counts.n++;
      inserted.push({ index, _id: document._id });
    });
    return { ...counts, ...(inserted.length > 0 && { upserted: inserted }), ...errors };
  },
};

const DELETE_OPTIONS = ['q', 'limit', 'hint'];

const remove: CommandDefinition = {
  options: ['deletes', 'ordered'],
  run: (command, context) => {
    const collection = existingCollection(command, context);
    let n = 0;
    const errors = runStatements(statementsOf(command, 'deletes'), command.ordered !== false, (given) => {
      const statement = checkStatement('delete', given, DELETE_OPTIONS);
      const limit = statement.limit === 1 ? 1 : 0;
      const records = selectTargets(collection, documentOption(statement.q, 'q'), statement, limit);
      for (const record of records) context.batch.remove(collection!, record);
      n += records.length;
    });
    return { n, ...errors };
  },
};

export const WRITE_COMMANDS: Readonly<Record<string, CommandDefinition>> = { insert, update, delete: remove };

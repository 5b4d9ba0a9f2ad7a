import type { Document } from '../bson.js';
import { compileProjection } from '../query/projection.js';
import { parseUpdate, upserted } from '../update/apply-update.js';
import {
  collectionName,
  type CommandContext,
  type CommandDefinition,
  documentOption,
  existingCollection,
} from './command.js';
import { applyTo, selectTargets } from './write-target.js';

interface Outcome {
  readonly lastErrorObject: Document;
  readonly before?: Document;
  readonly after?: Document;
}

export const findAndModify: CommandDefinition = {
  options: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters', 'hint'],
  run: (command, context) => {
    const project = compileProjection(command.fields);
    const { lastErrorObject, before, after } =
      command.remove === true ? removed(command, context) : modified(command, context);
    const value = command.new === true ? after : before;
    return { lastErrorObject, value: value === undefined ? null : project(value) };
  },
};

function removed(command: Document, context: CommandContext): Outcome {
  const collection = existingCollection(command, context);
  const [record] = selectTargets(collection, documentOption(command.query, 'query'), command, 1);
  if (!record) return { lastErrorObject: { n: 0 } };
  context.batch.remove(collection!, record);
  return { lastErrorObject: { n: 1 }, before: record.document };
}

function modified(command: Document, context: CommandContext): Outcome {
  const filter = documentOption(command.query, 'query');
  const update = parseUpdate(command.update, filter, command.arrayFilters);
  const collection = existingCollection(command, context);
  const [record] = selectTargets(collection, filter, command, 1);
  if (record) {
    const before = record.document;
    applyTo(context.batch, collection!, record, update);
    return { lastErrorObject: { n: 1, updatedExisting: true }, before, after: record.document };
  }
  if (command.upsert !== true) return { lastErrorObject: { n: 0, updatedExisting: false } };
  const after = upserted(filter, update);
  context.batch.insert(context.batch.collection(collectionName(command)), after);
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: after._id }, after };
}

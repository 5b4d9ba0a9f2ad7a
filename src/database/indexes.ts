import type { Connection, Model } from 'mongoose';

/**
 * Builds the indexes of every model that are not there yet; what is there stays.
 * @throws Error for an index without a name of its own, or one that the server refuses
 */
export async function ensureIndexes(connection: Connection): Promise<void> {
  const models = Object.values(connection.models);
  for (const model of models) refuseUnnamed(model);
  await Promise.all(models.map((model) => model.createIndexes()));
}

/** A name made up from the fields changes with them, and the old index would stay for ever. */
function refuseUnnamed(model: Model<unknown>): void {
  for (const [fields, options] of model.schema.indexes()) {
    if (typeof options.name === 'string') continue;
    throw new Error(`the index ${JSON.stringify(fields)} of ${model.modelName} needs a name of its own`);
  }
}

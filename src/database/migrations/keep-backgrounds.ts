import type { Migration } from './migration.js';

/** Sheets could not be laid on a background before, so those of earlier mappings stay on their own. */
export const keepBackgrounds: Migration = {
  version: 2,
  description: 'mappings say that their sheet stays on its own background',
  up: async (database) => {
    const field = 'parameters.background';
    await database.collection('mappings').updateMany({ [field]: { $exists: false } }, { $set: { [field]: null } });
  },
};

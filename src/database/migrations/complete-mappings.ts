import type { Migration } from './migration.js';

/** Parameters and output options that came after the first mappings, as those were made. */
const ADDED = {
  'parameters.light': null,
  'parameters.mesh': null,
  'output.colorSpace': 'srgb',
  'output.dpi': null,
} as const;

export const completeMappings: Migration = {
  version: 1,
  description: 'mappings say what later options came to',
  up: async (database) => {
    const mappings = database.collection('mappings');
    for (const [field, value] of Object.entries(ADDED)) {
      await mappings.updateMany({ [field]: { $exists: false } }, { $set: { [field]: value } });
    }
  },
};

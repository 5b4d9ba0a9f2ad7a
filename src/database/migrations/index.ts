import { completeMappings } from './complete-mappings.js';
import type { Migration } from './migration.js';

/** Every migration there ever was, the oldest first. */
export const MIGRATIONS: readonly Migration[] = [completeMappings];

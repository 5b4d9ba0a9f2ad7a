import { completeMappings } from './complete-mappings.js';
import { keepBackgrounds } from './keep-backgrounds.js';
import type { Migration } from './migration.js';

/** Every migration there ever was, the oldest first. */
export const MIGRATIONS: readonly Migration[] = [completeMappings, keepBackgrounds];

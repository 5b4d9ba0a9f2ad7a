import { aggregate } from './aggregate-command.js';
import { COLLECTION_COMMANDS } from './collection-commands.js';
import type { CommandDefinition } from './command.js';
import { explain } from './explain-command.js';
import { findAndModify } from './find-and-modify.js';
import { INDEX_COMMANDS } from './index-commands.js';
import { READ_COMMANDS } from './read-commands.js';
import { SERVER_COMMANDS } from './server-commands.js';
import { WRITE_COMMANDS } from './write-commands.js';

/** Every command of the embedded server by its name in the protocol. */
export const COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  ...INDEX_COMMANDS,
  ...COLLECTION_COMMANDS,
  ...SERVER_COMMANDS,
  aggregate,
  explain,
  findAndModify,
};

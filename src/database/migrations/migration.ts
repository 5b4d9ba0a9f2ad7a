import type { mongo } from 'mongoose';

/**
 * A change of data that is there already. It goes forward only and may be begun again after a crash; while it runs, and after
 * it, processes of the version before go on working, so that a deployment can be upgraded process by process.
 */
export interface Migration {
  /** 1, 2, 3 …: the order in which they are applied. */
  readonly version: number;
  readonly description: string;
  up(database: mongo.Db): Promise<void>;
}

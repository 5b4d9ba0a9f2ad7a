import type { Connection } from 'mongoose';
import { ensureIndexes } from '../../../src/database/indexes.js';

/** What Mongoose asked the driver for. */
interface Query {
  readonly collection: string;
  readonly method: string;
  readonly filter: object;
  readonly options: object | undefined;
}

interface FindOptions {
  readonly sort?: object;
  readonly projection?: object;
  readonly limit?: number;
  readonly skip?: number;
}

/** Everything that repositories ask of a connection, so that the server can be asked how it goes about it. */
export class RecordedQueries {
  private queries: Query[] = [];
  private readonly unused = new Set<string>();

  private constructor(
    private readonly connection: Connection,
    /**
     * Whether this is the stand-in for MongoDB, which departs from it: it uses only indexes that have all fields of the filter,
     * and a value that was changed or unset stays taken in a unique index.
     */
    readonly standIn: boolean,
  ) {
    connection.set('debug', (collection: string, method: string, filter: object, second: object, third?: object) => {
      const options = method.startsWith('findOneAnd') ? (third ?? {}) : second;
      this.queries.push({ collection, method, filter, options });
    });
  }

  /** Builds the indexes of the connection's models, twice as several processes would, and records from then on. */
  static async of(connection: Connection): Promise<RecordedQueries> {
    await ensureIndexes(connection);
    await ensureIndexes(connection);
    const standIn = 'secantusVersion' in (await connection.db!.command({ buildInfo: 1 }));
    return new RecordedQueries(connection, standIn);
  }

  clear(): void {
    this.queries = [];
  }

  /** The same repository; {@link unusedMethods} tells which of its methods nobody has called. */
  watch<Repository extends object>(repository: Repository): Repository {
    const prototype = Object.getPrototypeOf(repository) as object;
    const nameOf = (method: string) => `${prototype.constructor.name}.${method}`;
    const own = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    for (const method of own) this.unused.add(nameOf(method));
    return new Proxy(repository, {
      get: (target, name) => {
        this.unused.delete(nameOf(String(name)));
        return Reflect.get(target, name) as unknown;
      },
    });
  }

  unusedMethods(): string[] {
    return [...this.unused];
  }

  /**
   * Asks the server how it would run what was asked for by these methods since {@link clear}.
   * @returns what it would read a whole collection for
   */
  async scans(...methods: string[]): Promise<object[]> {
    const asked = this.queries.filter(({ method }) => methods.includes(method));
    const missing = methods.filter((name) => !asked.some(({ method }) => method === name));
    if (missing.length > 0) throw new Error(`nothing was asked for by ${missing.join(', ')}`);
    if (this.standIn) return [];
    const plans = await Promise.all(asked.map(async (query) => ({ ...query, plan: await this.plan(query) })));
    return plans.filter(({ plan }) => plan.includes('COLLSCAN'));
  }

  private async plan({ collection, filter, options }: Query): Promise<string> {
    const { sort, projection, limit, skip } = (options ?? {}) as FindOptions;
    const find = this.connection.collection(collection).find(filter, {
      ...(sort ? { sort: sort as never } : {}),
      ...(projection ? { projection } : {}),
      ...(limit ? { limit } : {}),
      ...(skip ? { skip } : {}),
    });
    return JSON.stringify((await find.explain('queryPlanner'))['queryPlanner']);
  }
}

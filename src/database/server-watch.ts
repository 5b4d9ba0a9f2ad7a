import type { Connection, Schema } from 'mongoose';
import { connectionProblem, databaseUnavailable } from './database-errors.js';

/** What Mongoose calls what it sends to the server. */
const OPERATIONS =
  /^(aggregate|bulkWrite|countDocuments|deleteMany|deleteOne|distinct|estimatedDocumentCount|find|findOne|findOneAnd\w+|insertMany|replaceOne|save|updateMany|updateOne)$/;

/**
 * Knows from the driver's own monitoring whether the server can be reached. An operation waits for a server that has just
 * gone, because a fail-over may bring another; once one could have waited in vain, all others fail at once.
 */
export class ServerWatch {
  private goneSince: number | undefined;
  private failure: Error | undefined;

  /** @param patienceMilliseconds how long an operation waits for a server */
  constructor(private readonly patienceMilliseconds: number) {}

  observe(connection: Connection): void {
    const client = connection.getClient();
    client.on('serverHeartbeatFailed', ({ failure }) => (this.failure = failure));
    connection.on('disconnected', () => (this.goneSince ??= performance.now()));
    connection.on('connected', () => (this.goneSince = this.failure = undefined));
  }

  /** Why the server cannot be reached, in words for an operator; undefined where it can, or may be again in a moment. */
  get problem(): string | undefined {
    const gone = this.goneSince !== undefined && performance.now() - this.goneSince > this.patienceMilliseconds;
    return gone ? connectionProblem(this.failure) : undefined;
  }

  /** Makes operations of every model fail at once while there is a {@link problem}. */
  readonly plugin = (schema: Schema): void => {
    schema.pre(OPERATIONS, () => {
      if (this.problem !== undefined) throw databaseUnavailable(this.failure);
    });
  };
}

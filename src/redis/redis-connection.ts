import type { Logger } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { redisProblem } from './redis-problem.js';

const CONNECT_MILLISECONDS = 3000;
const COMMAND_MILLISECONDS = 1000;
/** Bull waits up to 5 s for a job within one command; whatever takes longer is a connection that nobody serves any more. */
const SILENT_MILLISECONDS = 8000;
/** For the server's goodbye, where a connection ends on our side. */
const GOODBYE_MILLISECONDS = 500;
const RECONNECT_MILLISECONDS = { first: 100, longest: 2000 };

const COMMON: RedisOptions = {
  connectTimeout: CONNECT_MILLISECONDS,
  socketTimeout: SILENT_MILLISECONDS,
  disconnectTimeout: GOODBYE_MILLISECONDS,
  retryStrategy: (tries) =>
    Math.min(RECONNECT_MILLISECONDS.longest, RECONNECT_MILLISECONDS.first * 2 ** Math.min(tries, 10)) *
    (0.5 + Math.random() / 2),
};

/** Why a connection does not stand; what a command says then is only that it does not. */
const connectionErrors = new WeakMap<Redis, Error>();

/**
 * A connection for commands that somebody waits for: where Redis does not answer they fail within a second, and they are not
 * kept for later. It reconnects by itself for ever; the log tells once that it is away, and once that it is back.
 */
export function openRedis(url: string, logger: Logger): Redis {
  const redis = new TimedRedis(url, {
    ...COMMON,
    commandTimeout: COMMAND_MILLISECONDS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
  });
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) logger.warn({ reason: error.message }, redisProblem(error));
    away = true;
    connectionErrors.set(redis, error);
  });
  redis.on('ready', () => {
    if (away) logger.log('the connection to Redis is back');
    away = false;
    connectionErrors.delete(redis);
  });
  return redis;
}

/** A connection for commands that wait for something to happen, as long as it takes. */
export function openWaitingRedis(url: string): Redis {
  const redis = new HeardRedis(url, { ...COMMON, enableReadyCheck: false, maxRetriesPerRequest: null });
  // The connection for commands tells of the same failures.
  redis.on('error', () => undefined);
  return redis;
}

/**
 * ioredis leaves the alarm of `socketTimeout` running when its connection ends: it would break the next connection, healthy as
 * that may be, and it holds up a process that has closed everything.
 */
class TimedRedis extends Redis {
  constructor(url: string, options: RedisOptions) {
    super(url, options);
    const own = this as unknown as { socketTimeoutTimer: NodeJS.Timeout | undefined };
    this.on('close', () => {
      clearTimeout(own.socketTimeoutTimer);
      own.socketTimeoutTimer = undefined;
    });
  }
}

/**
 * After each reconnection ioredis subscribes again by itself and does not listen to what becomes of it: where that connection
 * breaks too, the rejection would end the process. Whoever sends a command still hears of its failure.
 */
class HeardRedis extends TimedRedis {
  override sendCommand(...sent: Parameters<Redis['sendCommand']>): unknown {
    const answer = super.sendCommand(...sent);
    if (answer instanceof Promise) answer.catch(() => undefined);
    return answer;
  }
}

/** What is wrong, in words, where a command on this connection failed. */
export function commandProblem(redis: Redis, error: unknown): string {
  return redisProblem(connectionErrors.get(redis) ?? error);
}

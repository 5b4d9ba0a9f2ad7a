import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { until } from '../../test/support/until.js';
import { openRedis, openWaitingRedis } from './redis-connection.js';

/** Less than the limit on a silent connection. */
const AT_ONCE_MILLISECONDS = 5000;

describe('connections to a Redis that takes them and is silent', () => {
  let server: Server;
  let sockets: Socket[];

  beforeEach(async () => {
    sockets = [];
    server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    Logger.overrideLogger(false);
  });
  afterEach(() => void server.close());

  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  it.each([
    ['for commands', (url: string) => openRedis(url, new Logger('Redis'))],
    ['that wait', openWaitingRedis],
  ])('%s leave no alarm behind', async (_which, open) => {
    const before = timers();
    const redis = open(`redis://:password@127.0.0.1:${(server.address() as AddressInfo).port}`);
    // It has sent its password, and waits for an answer.
    await until(() => sockets.some((socket) => socket.bytesRead > 0 || socket.readableLength > 0));
    redis.disconnect();
    for (const socket of sockets) socket.destroy();
    await until(() => timers() <= before, AT_ONCE_MILLISECONDS);
  });
});

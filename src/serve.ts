import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from 'nestjs-pino';
import { createApplication } from './application.js';
import { PublicAddress } from './common/public-address.js';
import { AppConfig } from './config/app-config.js';
import { parseEnvironment } from './config/environment.js';

export async function serve(variables: NodeJS.ProcessEnv): Promise<void> {
  const config = new AppConfig(parseEnvironment(variables));
  const app = await createApplication(config);
  app.enableShutdownHooks();
  await app.listen(config.http.port, config.http.host);
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const host = config.http.host === '0.0.0.0' || config.http.host === '127.0.0.1' ? 'localhost' : config.http.host;
  app.get(PublicAddress).listeningOn(`http://${host}:${port}`);
  app.get(Logger).log({ address: `http://${host}:${port}` }, 'listening');
}

import type { Server } from 'node:http';
import { RequestMethod, VersioningType } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { answerInTime } from './common/answer-deadline.js';
import { createLogger, createRequestLogger, keepRequestId } from './common/logging.js';
import { NestLogger } from './common/nest-logger.js';
import { answerEarlyFailure, answerNotFound } from './common/problem.filter.js';
import { PublicAddress } from './common/public-address.js';
import { Readiness } from './common/readiness.js';
import type { AppConfig } from './config/app-config.js';
import { answerProbesOnly } from './health/probes-only.js';
import { measureRequest } from './metrics/http.metrics.js';
import { buildOpenApiDocument } from './openapi/document.js';
import { serveWebApplication } from './web/serve-web-application.js';
import { traceRequest } from './tracing/http-tracing.js';

/** Largest JSON body; pictures come as multipart. */
const JSON_LIMIT = '256kb';
const HEADERS_MILLISECONDS = 15_000;
const REQUEST_MILLISECONDS = 180_000;

/** The HTTP application, complete but not listening. */
export async function createApplication(config: AppConfig): Promise<NestExpressApplication> {
  const logger = createLogger(config);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.register(config, logger), {
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  });
  app.useLogger(new NestLogger(app.get(Logger)));
  app.set('trust proxy', config.http.trustProxyHops);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(measureRequest, traceRequest);
  app.use(createRequestLogger(logger), keepRequestId);
  app.use(answerInTime());
  app.use(helmet(securityHeaders([...filesOrigin(config), ownOrigin(app.get(PublicAddress))])));
  app.use(releaseConnections(app.get(Readiness)));
  if (config.role === 'worker') app.use(answerProbesOnly);
  app.useBodyParser('json', { limit: JSON_LIMIT, strict: true });
  app.enableCors({
    origin: [...config.http.corsOrigins],
    exposedHeaders: [
      'ETag',
      'Idempotency-Replayed',
      'Location',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
      'Retry-After',
      'X-Request-Id',
    ],
  });
  app.setGlobalPrefix('api', {
    exclude: [
      { path: 'health/*path', method: RequestMethod.ALL },
      { path: 'files/*path', method: RequestMethod.ALL },
      { path: 'metrics', method: RequestMethod.GET },
      { path: 's/*path', method: RequestMethod.ALL },
    ],
  });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  SwaggerModule.setup('docs', app, () => buildOpenApiDocument(app), {
    jsonDocumentUrl: 'docs/json',
    yamlDocumentUrl: 'docs/yaml',
    customSiteTitle: 'Artwork Mapping API',
  });
  limitSlowClients(app.getHttpServer());
  await app.init();
  serveWebApplication(app);
  app.use(answerNotFound);
  app.use(answerEarlyFailure);
  return app;
}

/** A client that trickles its request holds a socket no longer than this; uploads have a limit of their own. */
function limitSlowClients(server: Server): void {
  server.headersTimeout = HEADERS_MILLISECONDS;
  server.requestTimeout = REQUEST_MILLISECONDS;
}

/** Once a stop has begun, clients and load balancers open their next connection elsewhere. */
function releaseConnections(readiness: Readiness): RequestHandler {
  return (_request, response, next) => {
    if (readiness.shuttingDown) response.setHeader('Connection', 'close');
    next();
  };
}

/** Where browsers read pictures, if not from this service. */
function filesOrigin({ storage: { s3 } }: AppConfig): string[] {
  return s3 === undefined ? [] : [new URL(s3.publicUrl).origin];
}

/** Addresses in answers are absolute: a page may have been opened by another name of this host. */
function ownOrigin(address: PublicAddress): () => string {
  return () => {
    const url = address.url('');
    return url === '' ? "'self'" : new URL(url).origin;
  };
}

function securityHeaders(filesOrigins: readonly (string | (() => string))[]): Parameters<typeof helmet>[0] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        connectSrc: ["'self'", ...filesOrigins],
        imgSrc: ["'self'", 'data:', 'blob:', ...filesOrigins],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The preview's kernels are WebAssembly.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  };
}

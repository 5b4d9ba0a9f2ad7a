import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import sirv from 'sirv';
import { BUILD, DOCUMENT, FIRST_DOCUMENT } from './document.js';
import { isPage } from './pages.js';

/** Names below it hold a digest of their content. */
const HASHED = '/assets/';
/** Addresses of the API and its like: an answer there is for programs, even where there is nothing. */
const FOR_PROGRAMS = /^\/(api|assets|docs|files|health|metrics)(\/|$)/;

/**
 * Answers the web application's files and pages; everything else goes on. Call it after the routes are set up, and before what
 * answers 404.
 */
export function serveWebApplication(app: NestExpressApplication): void {
  if (!existsSync(join(BUILD, DOCUMENT))) return;
  const files = sirv(BUILD, { etag: true, brotli: true, gzip: true, setHeaders: setCaching });

  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const { url } = request;
    if (isPage(request.path)) request.url = request.path === '/' ? FIRST_DOCUMENT : DOCUMENT;
    files(request, response, () => {
      request.url = url;
      if (isForPeople(request)) response.status(404).sendFile(join(BUILD, DOCUMENT), { cacheControl: false });
      else next();
    });
  });
}

/** Somebody who typed a wrong address sees a page that says so; a program gets a problem document. */
function isForPeople(request: Request): boolean {
  return !FOR_PROGRAMS.test(request.path) && request.accepts(['json', 'html']) === 'html';
}

function setCaching(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  response.setHeader('Cache-Control', path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

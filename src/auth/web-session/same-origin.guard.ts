import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../../common/app-error.js';

/**
 * Cookies travel without the page's doing, so another site must not be able to make a browser use them. SameSite=Strict keeps
 * other sites out; this keeps out other origins of the same site, such as a neighbouring subdomain, too. Every browser sends
 * one of the two headers with a POST; programs have no cookies that somebody else could use.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (isOfThisOrigin(request)) return true;
    throw new AppError('FORBIDDEN', 'The web session is for pages of this service alone. Use /auth/login instead.');
  }
}

function isOfThisOrigin({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || hostOf(headers.origin) === headers.host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

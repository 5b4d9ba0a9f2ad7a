import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AppError } from './app-error.js';

const CONSUMES = 'consumes';
const JSON_ALONE = ['application/json'];

/** Media types of the body an operation takes, one of them; JSON where nothing is said. */
export const Consumes = (...mediaTypes: readonly string[]) => SetMetadata(CONSUMES, mediaTypes);

/** Refuses a body of another media type than the operation takes. */
@Injectable()
export class ContentTypeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const expected = this.reflector.get<readonly string[] | undefined>(CONSUMES, context.getHandler()) ?? JSON_ALONE;
    const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
    if (!hasBody) return true;
    const received = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (received !== undefined && expected.includes(received)) return true;
    throw new AppError(
      'UNSUPPORTED_MEDIA_TYPE',
      `The body must be ${expected.join(' or ')}, received ${received ?? 'no Content-Type'}.`,
    );
  }
}

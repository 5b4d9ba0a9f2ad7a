import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import { ACCESS_TOKEN_SCHEME } from './security-schemes.js';

export const SESSION_ONLY = 'sessionOnly';

/**
 * Keeps API keys out: for what changes who may sign in, or takes everything away. The operation names SESSION_REQUIRED among
 * its `@Problems`.
 */
export const SessionOnly = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(SESSION_ONLY, true), ApiSecurity(ACCESS_TOKEN_SCHEME));

import type { Request } from 'express';
import { ExtractJwt } from 'passport-jwt';
import { API_KEY_PREFIX } from './api-key-text.js';

const bearerToken = ExtractJwt.fromAuthHeaderAsBearerToken();

/** The bearer token of a request if it means to be an API key, whether or not it is a genuine one. */
export function bearerApiKey(request: Request): string | undefined {
  const token = bearerToken(request);
  return token?.startsWith(API_KEY_PREFIX) ? token : undefined;
}

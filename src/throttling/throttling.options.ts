import type { ThrottlerModuleOptions, ThrottlerStorage } from '@nestjs/throttler';
import type { Request } from 'express';
import type { AppConfig } from '../config/app-config.js';
import { clientAddress } from './client-address.js';
import { isSignIn } from './limit-sign-ins.decorator.js';
import type { Requester } from './requester.js';

const MINUTE = 60_000;
/** One address may try this many times as often as one account may be tried from it: households and offices share one. */
const ADDRESS_FACTOR = 5;

/** `default` counts every operation; the others those marked `@LimitSignIns()`. */
export function throttlingOptions(
  config: AppConfig,
  requester: Requester,
  storage: ThrottlerStorage,
): ThrottlerModuleOptions {
  const { requestsPerMinute, signInsPerMinute } = config.http;
  const notSignIn = { skipIf: (context: Parameters<typeof isSignIn>[0]) => !isSignIn(context) };
  return {
    storage,
    throttlers: [
      {
        name: 'default',
        ttl: MINUTE,
        limit: requestsPerMinute,
        blockDuration: 0,
        getTracker: (request) => requester.accountOrAddress(request as Request),
      },
      {
        ...notSignIn,
        name: 'sign-in-address',
        ttl: MINUTE,
        limit: signInsPerMinute * ADDRESS_FACTOR,
        blockDuration: 0,
        getTracker: (request) => clientAddress(request as Request),
      },
      {
        ...notSignIn,
        name: 'sign-in-account',
        ttl: MINUTE,
        limit: signInsPerMinute,
        blockDuration: MINUTE,
        getTracker: (request) => requester.triedAccount(request as Request),
      },
    ],
  };
}

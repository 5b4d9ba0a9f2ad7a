import { Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerRequest } from '@nestjs/throttler';
import type { Response } from 'express';
import { tooManyRequests } from './attempt-limiter.service.js';

/** Refuses requests beyond a limit, and says in `RateLimit-*` headers how near the nearest limit is. */
@Injectable()
export class ThrottlingGuard extends ThrottlerGuard {
  protected override async handleRequest(request: ThrottlerRequest): Promise<boolean> {
    const { context, limit, ttl, throttler, blockDuration, getTracker } = request;
    const { req, res } = this.getRequestResponse(context);
    const key = `${throttler.name}:${await getTracker(req, context)}`;
    const hits = await this.storageService.increment(key, ttl, limit, blockDuration, throttler.name!);
    announce(res as Response, limit, limit - hits.totalHits, hits.timeToExpire);
    if (hits.isBlocked) throw tooManyRequests(hits.timeToBlockExpire);
    return true;
  }
}

/** Of several limits the one with the fewest requests left is announced. */
function announce(response: Response, limit: number, left: number, resetSeconds: number): void {
  const remaining = Math.max(0, left);
  const announced = response.getHeader('RateLimit-Remaining');
  if (announced !== undefined && Number(announced) <= remaining) return;
  response.setHeader('RateLimit-Limit', limit);
  response.setHeader('RateLimit-Remaining', remaining);
  response.setHeader('RateLimit-Reset', resetSeconds);
}

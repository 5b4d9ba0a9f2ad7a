import { isIP } from 'node:net';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { normalizeIp } from '@nestjs/throttler';

/** A provider gives each customer a /64, so that its addresses count as one. */
const IPV6_SUBNET_BITS = 64;

interface ClientRequest {
  /** Read from X-Forwarded-For by the number of trusted proxies, which the application's `trust proxy` setting holds. */
  readonly ip?: string | undefined;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The client's address in the one form that attempts are counted by; where a proxy named none, the proxy's own. */
export function clientAddress(request: ClientRequest): string {
  return normaliseAddress(request.ip) ?? normaliseAddress(request.socket.remoteAddress) ?? 'unknown';
}

/**
 * One form for all spellings of an address: without port (some proxies send `ip:port`), brackets and zone, IPv4 inside IPv6 as
 * IPv4, other IPv6 as its /64 subnet. Undefined for anything that is no address.
 */
export function normaliseAddress(text: string | undefined): string | undefined {
  const bare = text
    ?.trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '');
  return bare === undefined || isIP(bare) === 0 ? undefined : normalizeIp(bare, IPV6_SUBNET_BITS);
}

/** Injects {@link clientAddress} of the request. */
export const ClientAddress = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  clientAddress(context.switchToHttp().getRequest<ClientRequest>()),
);

import { createHmac, timingSafeEqual } from 'node:crypto';

/** How a signature was found. */
export type SignatureState = 'valid' | 'expired' | 'forged';

/**
 * Signs addresses of private objects: HMAC-SHA256 over what the address allows (reading one key until one instant).
 */
export class UrlSigner {
  constructor(
    private readonly secret: string,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * The query of a signed address. Expiry is rounded down to a third of the lifetime, so that the same address is given
   * again for that long.
   */
  sign(key: string, expiresInSeconds: number): string {
    const step = Math.max(1, Math.floor(expiresInSeconds / 3));
    const latest = Math.floor(this.now() / 1000) + expiresInSeconds;
    const expires = String(Math.floor(latest / step) * step);
    return new URLSearchParams({ expires, signature: this.signature(key, expires).toString('base64url') }).toString();
  }

  verify(key: string, expires: string, signature: string): SignatureState {
    const expected = this.signature(key, expires);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
    return Number(expires) * 1000 > this.now() ? 'valid' : 'expired';
  }

  private signature(key: string, expires: string): Buffer {
    return createHmac('sha256', this.secret).update(`read\n${key}\n${expires}`).digest();
  }
}

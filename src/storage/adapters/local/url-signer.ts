import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UploadTerms } from '../../storage.port.js';

/** How a signature was found. */
export type SignatureState = 'valid' | 'expired' | 'forged';

/** The parts of a signed address: until when it serves, in seconds since 1970, and the signature. */
export interface SignedQuery {
  readonly expires: string;
  readonly signature: string;
}

/**
 * Signs addresses of private objects: HMAC-SHA256 over what the address allows (reading one key, or writing one as agreed, until
 * one instant).
 */
export class UrlSigner {
  constructor(
    private readonly secret: string,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * The query of an address to read from. Expiry is rounded down to a third of the lifetime, so that the same address is given
   * again for that long.
   */
  sign(key: string, expiresInSeconds: number): string {
    const step = Math.max(1, Math.floor(expiresInSeconds / 3));
    const latest = Math.floor(this.now() / 1000) + expiresInSeconds;
    return this.query(reading(key), Math.floor(latest / step) * step);
  }

  /** The query of an address to write to; it carries the terms. */
  signUpload(key: string, terms: UploadTerms, expiresInSeconds: number): string {
    const { bytes, mediaType } = terms;
    const signed = this.query(writing(key, terms), Math.floor(this.now() / 1000) + expiresInSeconds);
    return `${new URLSearchParams({ bytes: String(bytes), mediaType }).toString()}&${signed}`;
  }

  verify(key: string, query: SignedQuery): SignatureState {
    return this.stateOf(reading(key), query);
  }

  verifyUpload(key: string, terms: UploadTerms, query: SignedQuery): SignatureState {
    return this.stateOf(writing(key, terms), query);
  }

  private query(allowed: string, expiry: number): string {
    const expires = String(expiry);
    return new URLSearchParams({
      expires,
      signature: this.signature(allowed, expires).toString('base64url'),
    }).toString();
  }

  private stateOf(allowed: string, { expires, signature }: SignedQuery): SignatureState {
    const expected = this.signature(allowed, expires);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
    return Number(expires) * 1000 > this.now() ? 'valid' : 'expired';
  }

  private signature(allowed: string, expires: string): Buffer {
    return createHmac('sha256', this.secret).update(`${allowed}\n${expires}`).digest();
  }
}

function reading(key: string): string {
  return `read\n${key}`;
}

function writing(key: string, { bytes, mediaType }: UploadTerms): string {
  return `write\n${key}\n${bytes}\n${mediaType}`;
}

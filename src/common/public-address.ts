import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';

/** Prefix of every API path. */
export const API_PREFIX = '/api/v1';

/** Makes absolute URLs. With no PUBLIC_URL set, the address listened on stands in for it. */
@Injectable()
export class PublicAddress {
  /** Resolves once addresses are absolute. */
  readonly known: Promise<void>;
  private base: string | undefined;
  private becomeKnown!: () => void;

  constructor(config: AppConfig) {
    this.known = new Promise((resolve) => (this.becomeKnown = resolve));
    this.base = config.http.publicUrl;
    if (this.base !== undefined) this.becomeKnown();
  }

  /** Called once the port is known; PUBLIC_URL goes before. */
  listeningOn(address: string): void {
    this.base ??= address;
    this.becomeKnown();
  }

  /** @param path from the root, such as `/docs` */
  url(path: string): string {
    return `${this.base ?? ''}${path}`;
  }

  /** @param path below the API's prefix, such as `/artworks/1` */
  api(path: string): string {
    return this.url(`${API_PREFIX}${path}`);
  }
}

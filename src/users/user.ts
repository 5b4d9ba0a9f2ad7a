import type { UserRole } from '../auth/signed-in-user.js';

export type UserStatus = 'active' | 'disabled';

/** Someone with an account. */
export interface User {
  readonly id: string;
  /** As it was given. */
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly status: UserStatus;
  readonly createdAt: Date;
}

/** What signing in needs to know of a user besides; it never leaves the service. */
export interface Account extends User {
  readonly passwordHash: string;
  /** Sessions of an earlier generation are over. */
  readonly sessionGeneration: number;
  /** Fingerprints of addresses this user has signed in from, the latest last. */
  readonly familiarAddresses: readonly string[];
}

export interface NewUser {
  readonly id?: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  readonly passwordHash: string;
}

/** What an operator may change of a user; an absent part stays as it is. */
export interface StandingChange {
  readonly role?: UserRole;
  readonly status?: UserStatus;
}

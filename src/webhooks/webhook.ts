/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = ['mapping.succeeded', 'mapping.failed', 'mapping.cancelled'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent where it is asked for, whatever the webhook is told of otherwise. */
export const PING = 'webhook.ping';

/** Why the service stopped telling a webhook anything. */
export interface WebhookDisabling {
  readonly at: Date;
  readonly detail: string;
}

/** A secret that was replaced. */
export interface PreviousSecret {
  readonly secret: string;
  readonly expiresAt: Date;
}

/** The secrets that sign a message at some time, the current one first. */
export function signingSecrets({ secret, previousSecret }: Webhook, now: Date): string[] {
  return previousSecret && previousSecret.expiresAt > now ? [secret, previousSecret.secret] : [secret];
}

/** An address of a program of the owner's, and what it is told of. */
export interface Webhook {
  readonly id: string;
  readonly ownerId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly description: string;
  /** Signs what is sent. */
  readonly secret: string;
  /** Signs beside it until then, so that receivers can be given the new one in their own time. */
  readonly previousSecret?: PreviousSecret;
  readonly enabled: boolean;
  /** Where the service did it, not the owner. */
  readonly disabling?: WebhookDisabling;
  /** Since when nothing has been delivered although it was tried. */
  readonly failingSince?: Date;
  readonly createdAt: Date;
}

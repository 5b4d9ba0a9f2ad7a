/** Longest wait a client may ask for. */
export const MAX_WAIT_SECONDS = 60;

/**
 * Seconds a client would wait for work to be done, from its `Prefer` header (RFC 7240, "wait"); 0 where it asks for none or
 * the value makes no sense, as the RFC says that preferences never fail a request.
 */
export function parsePreferWait(header: string | string[] | undefined): number {
  const preferences = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  for (const preference of preferences) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), MAX_WAIT_SECONDS);
  }
  return 0;
}

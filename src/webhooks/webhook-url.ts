import { AddressRefused, requireReach } from '../outbound/private-address.js';
import { validationError } from '../common/schema-validation.pipe.js';

/**
 * Refuses at once what the address says by itself; what its name means is looked at whenever something is sent there.
 * @throws AppError VALIDATION_FAILED
 */
export function requireWebhookUrl(text: string, allowPrivate: boolean): void {
  const { protocol, hostname } = new URL(text);
  const inClear = protocol === 'http:';
  if (inClear && !allowPrivate) throw refusal('Expected an https URL');
  const isLocalName = /^(.+\.)?localhost\.?$/.test(hostname);
  if (isLocalName && !allowPrivate) throw refusal('Expected a public address');
  try {
    requireReach(hostname, allowPrivate ? (inClear ? 'private' : 'any') : 'public');
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw refusal(inClear ? 'Expected https for a public address' : 'Expected a public address');
  }
}

function refusal(detail: string): Error {
  return validationError([{ pointer: '/url', detail }]);
}

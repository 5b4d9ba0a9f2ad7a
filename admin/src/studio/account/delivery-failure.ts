import type { Schema } from '../../api/client';
import { t, type TextKey } from '../../i18n/translate';

type Failure = Pick<Schema['WebhookDelivery'], 'error' | 'errorCode' | 'statusCode'>;

/** What systems call the reasons why there is no answer. */
const OF_CODE: Readonly<Record<string, TextKey>> = {
  ENOTFOUND: 'studio.hooks.why.unknown-name',
  EAI_AGAIN: 'studio.hooks.why.no-name-service',
  ECONNREFUSED: 'studio.hooks.why.refused',
  ECONNRESET: 'studio.hooks.why.cut-off',
  EPIPE: 'studio.hooks.why.cut-off',
  UND_ERR_SOCKET: 'studio.hooks.why.cut-off',
  EHOSTUNREACH: 'studio.hooks.why.unreachable',
  ENETUNREACH: 'studio.hooks.why.unreachable',
  ETIMEDOUT: 'studio.hooks.why.slow',
  UND_ERR_CONNECT_TIMEOUT: 'studio.hooks.why.slow',
  UND_ERR_HEADERS_TIMEOUT: 'studio.hooks.why.slow',
  CERT_HAS_EXPIRED: 'studio.hooks.why.expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'studio.hooks.why.untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'studio.hooks.why.untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'studio.hooks.why.untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'studio.hooks.why.untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'studio.hooks.why.other-name',
  EPROTO: 'studio.hooks.why.no-tls',
  ERR_SSL_WRONG_VERSION_NUMBER: 'studio.hooks.why.no-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'studio.hooks.why.no-tls',
};

const OF_STATUS: Readonly<Record<number, TextKey>> = {
  401: 'studio.hooks.why.not-let-in',
  403: 'studio.hooks.why.not-let-in',
  404: 'studio.hooks.why.not-found',
  410: 'studio.hooks.why.gone',
  429: 'studio.hooks.why.busy',
  503: 'studio.hooks.why.busy',
};

/** Why the last attempt came to nothing, in words, with the code for whoever looks into it; undefined where it did not. */
export function failureText({ error, errorCode, statusCode }: Failure): string | undefined {
  if (error === undefined) return undefined;
  if (statusCode !== undefined) {
    const isMoved = statusCode >= 300 && statusCode < 400;
    const known = isMoved ? 'studio.hooks.why.moved' : OF_STATUS[statusCode];
    return known ? `${t(known)} (${statusCode})` : t('studio.hooks.why.answered', { status: statusCode });
  }
  const known = errorCode && OF_CODE[errorCode];
  return known ? `${t(known)} (${errorCode})` : error;
}

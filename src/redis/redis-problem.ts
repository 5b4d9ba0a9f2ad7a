/** What is wrong with Redis, in words for an operator, without what REDIS_URL holds. */
export function redisProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/WRONGPASS|NOAUTH|invalid password|invalid username-password|without any password/i.test(message)) {
    return 'authentication failed: Redis refuses the user or the password of REDIS_URL';
  }
  if (/NOPERM/.test(message)) return 'Redis does not allow the user of REDIS_URL a command that is needed';
  if (message.startsWith('OOM')) return 'Redis is out of memory and takes no more';
  if (message.startsWith('READONLY')) return 'Redis is a read-only replica';
  if (/^(LOADING|BUSY|MISCONF|MASTERDOWN|CLUSTERDOWN)/.test(message)) return 'Redis is not ready to take commands';
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'the host name in REDIS_URL cannot be resolved';
  if (/ECONNREFUSED/.test(message)) return 'unreachable: nothing listens at the address in REDIS_URL';
  if (/certificate|TLS|SSL/i.test(message)) return 'unreachable: the encrypted connection could not be made (TLS)';
  return 'unreachable: no answer from the address in REDIS_URL';
}

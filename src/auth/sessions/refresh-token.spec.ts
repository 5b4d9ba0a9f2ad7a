import { formatRefreshToken, hashSecret, newFamilySecret, newSecret, parseRefreshToken } from './refresh-token.js';

const token = { sessionId: '66f0c2a4d1b2c3e4f5a6b7c8', familySecret: newFamilySecret(), secret: newSecret() };

describe('refresh token', () => {
  it('is read as it was written', () => {
    expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
  });

  it.each([
    ['nothing', ''],
    ['an access token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI2NmYwYzJhNCJ9.c2lnbmF0dXJl'],
    ['one part less', `${token.sessionId}.${token.secret}`],
    ['one part more', `${formatRefreshToken(token)}.x`],
    ['a line break at the end', `${formatRefreshToken(token)}\n`],
    ['a secret cut short', formatRefreshToken(token).slice(0, -1)],
    ['another alphabet', formatRefreshToken({ ...token, secret: '='.repeat(43) })],
  ])('is not read from %s', (_name, text) => {
    expect(parseRefreshToken(text)).toBeUndefined();
  });

  it('has secrets of 128 and 256 bits, kept as hashes', () => {
    expect(Buffer.from(token.familySecret, 'base64url')).toHaveLength(16);
    expect(Buffer.from(token.secret, 'base64url')).toHaveLength(32);
    expect(hashSecret(token.secret)).not.toContain(token.secret);
    expect(hashSecret(token.secret)).toBe(hashSecret(token.secret));
  });
});

import { createHash } from 'node:crypto';
import { hashApiKey, newApiKeyText } from './api-key-text.js';

describe('the text of an API key', () => {
  it('is its prefix and 32 random bytes, never the same twice', () => {
    const keys = Array.from({ length: 100 }, newApiKeyText);
    expect(new Set(keys).size).toBe(100);
    for (const key of keys) {
      expect(key).toMatch(/^amk_[\w-]{43}$/);
      expect(Buffer.from(key.slice(4), 'base64url')).toHaveLength(32);
    }
  });

  it('is kept as its SHA-256', () => {
    const key = newApiKeyText();
    expect(hashApiKey(key)).toBe(createHash('sha256').update(key).digest('base64url'));
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'amk_'],
    ['a short one', `amk_${'a'.repeat(42)}`],
    ['a long one', `amk_${'a'.repeat(44)}`],
    ['ten kilobytes', `amk_${'a'.repeat(10_000)}`],
    ['another alphabet', `amk_${'a'.repeat(42)}+`],
    ['a zero byte', `amk_${'a'.repeat(42)}\u0000`],
    ['a line break', `amk_${'a'.repeat(43)}\n`],
    ['another prefix', `AMK_${'a'.repeat(43)}`],
  ])('is not %s', (_name, text) => {
    expect(hashApiKey(text)).toBeUndefined();
  });
});

import { type SignedQuery, UrlSigner } from './url-signer.js';

describe('UrlSigner', () => {
  let now = Date.UTC(2030, 0, 1, 12, 0, 7);
  const signer = new UrlSigner('k'.repeat(64), () => now);
  const parts = (text: string): SignedQuery => {
    const query = new URLSearchParams(text);
    return { expires: query.get('expires')!, signature: query.get('signature')! };
  };
  const signed = (key: string, seconds: number): SignedQuery => parts(signer.sign(key, seconds));

  it('holds for two thirds of the lifetime at least and the lifetime at most', () => {
    const { expires, signature } = signed('a/b.png', 900);
    const start = now;
    now = start + 600_000 - 1;
    expect(signer.verify('a/b.png', { expires, signature })).toBe('valid');
    now = start + 900_000;
    expect(signer.verify('a/b.png', { expires, signature })).toBe('expired');
    now = start;
  });

  it('gives the same address again for a while', () => {
    const first = signer.sign('a/b.png', 900);
    now += 1000;
    expect(signer.sign('a/b.png', 900)).toBe(first);
    now += 300_000;
    expect(signer.sign('a/b.png', 900)).not.toBe(first);
  });

  it('tells forgery, of an expired address too', () => {
    const { expires, signature } = signed('a/b.png', 900);
    expect(signer.verify('a/c.png', { expires, signature })).toBe('forged');
    expect(signer.verify('a/b.png', { expires: String(Number(expires) + 1), signature })).toBe('forged');
    expect(signer.verify('a/b.png', { expires, signature: '' })).toBe('forged');
    expect(signer.verify('a/b.png', { expires, signature: `${signature}AA` })).toBe('forged');
    expect(new UrlSigner('other').verify('a/b.png', { expires, signature })).toBe('forged');
    expect(signer.verify('a/b.png', { expires: '1', signature })).toBe('forged');
  });

  it('lets write what it was signed for, to the second, and nothing else', () => {
    const terms = { bytes: 10, mediaType: 'image/png' };
    const query = parts(signer.signUpload('a/b.png', terms, 900));
    expect(Number(query.expires)).toBe(Math.floor(now / 1000) + 900);
    expect(signer.verifyUpload('a/b.png', terms, query)).toBe('valid');
    expect(signer.verifyUpload('a/c.png', terms, query)).toBe('forged');
    expect(signer.verifyUpload('a/b.png', { ...terms, bytes: 11 }, query)).toBe('forged');
    expect(signer.verifyUpload('a/b.png', { ...terms, mediaType: 'image/jpeg' }, query)).toBe('forged');
    expect(signer.verify('a/b.png', query)).toBe('forged');
    expect(signer.verifyUpload('a/b.png', terms, signed('a/b.png', 900))).toBe('forged');
    now += 900_000;
    expect(signer.verifyUpload('a/b.png', terms, query)).toBe('expired');
  });
});

import { UrlSigner } from './url-signer.js';

describe('UrlSigner', () => {
  let now = Date.UTC(2030, 0, 1, 12, 0, 7);
  const signer = new UrlSigner('k'.repeat(64), () => now);
  const signed = (key: string, seconds: number): { expires: string; signature: string } => {
    const query = new URLSearchParams(signer.sign(key, seconds));
    return { expires: query.get('expires')!, signature: query.get('signature')! };
  };

  it('holds for two thirds of the lifetime at least and the lifetime at most', () => {
    const { expires, signature } = signed('a/b.png', 900);
    const start = now;
    now = start + 600_000 - 1;
    expect(signer.verify('a/b.png', expires, signature)).toBe('valid');
    now = start + 900_000;
    expect(signer.verify('a/b.png', expires, signature)).toBe('expired');
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
    expect(signer.verify('a/c.png', expires, signature)).toBe('forged');
    expect(signer.verify('a/b.png', String(Number(expires) + 1), signature)).toBe('forged');
    expect(signer.verify('a/b.png', expires, '')).toBe('forged');
    expect(signer.verify('a/b.png', expires, `${signature}AA`)).toBe('forged');
    expect(new UrlSigner('other').verify('a/b.png', expires, signature)).toBe('forged');
    expect(signer.verify('a/b.png', '1', signature)).toBe('forged');
  });
});

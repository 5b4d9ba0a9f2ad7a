import { newSecret, signedHeaders } from './signature.js';

describe('signatures of webhooks', () => {
  it('are those of Standard Webhooks', () => {
    // The example with which its libraries test themselves.
    const headers = signedHeaders(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_999),
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('are one of each secret while one replaces another', () => {
    const [current, previous] = [newSecret(), newSecret()];
    const signed = (secrets: string[]) =>
      signedHeaders(secrets, 'msg_1', new Date(1_614_265_330_000), '{}')['webhook-signature'];
    expect(signed([current, previous])).toBe(`${signed([current])} ${signed([previous])}`);
  });

  it('have secrets of 32 random bytes', () => {
    const [one, two] = [newSecret(), newSecret()];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
  });
});

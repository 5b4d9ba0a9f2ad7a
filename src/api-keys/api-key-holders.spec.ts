import { ApiKeyHolders } from './api-key-holders.js';

describe('the holders of API keys', () => {
  it('are known until their key is refused', () => {
    const holders = new ApiKeyHolders();
    expect(holders.userId('hash')).toBeUndefined();
    holders.remember('hash', 'ann');
    expect(holders.userId('hash')).toBe('ann');
    holders.forget('hash');
    expect(holders.userId('hash')).toBeUndefined();
  });

  it('take no more memory than that of ten thousand', () => {
    const holders = new ApiKeyHolders();
    for (let index = 0; index <= 10_000; index += 1) holders.remember(`hash ${index}`, 'ann');
    expect([0, 1, 10_000].map((index) => holders.userId(`hash ${index}`))).toEqual([undefined, 'ann', 'ann']);
  });
});

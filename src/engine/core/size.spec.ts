import { fitWithin } from './size.js';

describe('sizes', () => {
  it('are fitted within a longest side, never to nothing and never larger', () => {
    expect(fitWithin({ width: 3000, height: 2000 }, 1024)).toEqual({ width: 1024, height: 683 });
    expect(fitWithin({ width: 20_000, height: 1 }, 1024)).toEqual({ width: 1024, height: 1 });
    expect(fitWithin({ width: 30, height: 20 }, 1024)).toEqual({ width: 30, height: 20 });
  });
});

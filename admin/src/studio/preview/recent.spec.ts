import { Recent } from './recent';

describe('Recent', () => {
  it('forgets what was not used for longest', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    recent.get('a');
    recent.set('c', 3);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
  });

  it('makes a value once', () => {
    const recent = new Recent<number>(2);
    const make = jest.fn(() => 7);
    expect([recent.through('a', make), recent.through('a', make)]).toEqual([7, 7]);
    expect(make).toHaveBeenCalledTimes(1);
  });
});

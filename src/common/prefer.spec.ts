import { parsePreferWait } from './prefer.js';

describe('parsePreferWait', () => {
  it.each([
    ['wait=35', 35],
    ['respond-async, wait=10', 10],
    ['Wait="5"; foo=bar', 5],
    [['return=minimal', 'wait=7'], 7],
    ['wait=3, wait=9', 3],
    ['wait=100000', 60],
  ])('reads %j', (header, seconds) => {
    expect(parsePreferWait(header)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    'wait',
    'wait=',
    'wait=-1',
    'wait=1.5',
    'wait=NaN',
    'await=5',
    'wait=5x',
    'wait=99999999999',
  ])('waits for nothing on %j', (header) => {
    expect(parsePreferWait(header)).toBe(0);
  });
});

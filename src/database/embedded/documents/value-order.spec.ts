import { Binary, BSON, ObjectId } from '../bson.js';
import { CommandError } from '../command-error.js';
import { compareValues } from './value-order.js';

const { Decimal128 } = BSON;

describe('compareValues', () => {
  it('orders values of all types as MongoDB does', () => {
    const ascending = [
      null,
      Number.NaN,
      -Infinity,
      -1.5,
      0,
      2,
      Infinity,
      '',
      'Z',
      'a',
      'aa',
      {},
      { a: 1 },
      { a: 1, b: 1 },
      { a: 2 },
      { b: 0 },
      { a: 'x' },
      [],
      [1],
      [1, 2],
      [2],
      new Binary(Buffer.from([9])),
      new Binary(Buffer.from([1, 2])),
      new ObjectId('000000000000000000000001'),
      new ObjectId('ff0000000000000000000000'),
      false,
      true,
      new Date(-5),
      new Date(0),
    ];
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) expect(Math.sign(compareValues(a, b))).toBe(Math.sign(i - j));
    }
  });

  it('takes a missing value for null, and -0 for 0', () => {
    expect(compareValues(undefined, null)).toBe(0);
    expect(compareValues(-0, 0)).toBe(0);
  });

  it('refuses types that the store does not hold', () => {
    expect(() => compareValues(Decimal128.fromString('1'), 1)).toThrow(CommandError);
  });
});

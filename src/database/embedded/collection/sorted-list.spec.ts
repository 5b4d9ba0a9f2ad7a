import * as fc from 'fast-check';
import { SortedList } from './sorted-list.js';

const numbers = (a: number, b: number): number => a - b;

describe('SortedList', () => {
  it('holds what a sorted array holds, whatever is added and removed', () => {
    const step = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3000 }));
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 1500 }),
        fc.array(step, { maxLength: 800 }),
        (start, steps) => {
          const list = new SortedList(numbers);
          list.load([...start]);
          const model = start.toSorted(numbers);
          for (const [add, value] of steps) {
            if (add) {
              list.add(value);
              model.splice(model.findLastIndex((other) => other < value) + 1, 0, value);
            } else {
              list.delete(value);
              if (model.includes(value)) model.splice(model.indexOf(value), 1);
            }
          }
          expect(list.size).toBe(model.length);
          expect([...list.between(0, list.size, false)]).toEqual(model);
          expect([...list.between(0, list.size, true)]).toEqual(model.toReversed());
        },
      ),
      { numRuns: 25, seed: 1 },
    );
  });

  it('ranks and reads a range across chunks', () => {
    const list = new SortedList(numbers);
    for (let i = 0; i < 5000; i++) list.add((i * 7919) % 5000);
    const from = list.rank((item) => item < 700);
    const to = list.rank((item) => item <= 2100);
    expect([from, to]).toEqual([700, 2101]);
    expect([...list.between(from, to, true)]).toEqual(Array.from({ length: 1401 }, (_, i) => 2100 - i));
    expect([...list.between(5, 5, false)]).toEqual([]);
  });
});

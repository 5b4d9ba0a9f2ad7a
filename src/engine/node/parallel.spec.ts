import {
  awaitBands,
  createBandCounters,
  createStopFlag,
  raise,
  StoppedError,
  takeBands,
  throwIfRaised,
} from './parallel.js';

describe('bands', () => {
  it('cover every row once, whoever takes them', () => {
    const counters = createBandCounters();
    const flag = createStopFlag();
    const done = new Uint8Array(100);
    const mark = () => (from: number, to: number) => {
      for (let y = from; y < to; y++) done[y]! += 1;
    };
    takeBands(100, counters, flag, mark);
    takeBands(100, counters, flag, mark);
    awaitBands(100, counters, flag);
    expect(done).toEqual(new Uint8Array(100).fill(1));
  });

  it('are not prepared for by who comes too late', () => {
    const counters = createBandCounters();
    const flag = createStopFlag();
    const prepare = jest.fn(() => () => undefined);
    takeBands(10, counters, flag, prepare);
    takeBands(10, counters, flag, prepare);
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it('end between two when the flag is raised, and who waits is told', () => {
    const counters = createBandCounters();
    const flag = createStopFlag();
    const begun: number[] = [];
    takeBands(1000, counters, flag, () => (from) => {
      begun.push(from);
      if (begun.length === 2) raise(flag);
    });
    expect(begun).toEqual([0, 32]);
    expect(() => awaitBands(1000, counters, flag)).toThrow(StoppedError);
    expect(() => throwIfRaised(flag)).toThrow(StoppedError);
  });

  it('tell how much is done', () => {
    const shares: number[] = [];
    takeBands(
      128,
      createBandCounters(),
      createStopFlag(),
      () => () => undefined,
      (share) => shares.push(share),
    );
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });
});

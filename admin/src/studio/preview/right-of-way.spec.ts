import { RightOfWay } from './right-of-way';

describe('RightOfWay', () => {
  it('is free at first, and once all that came first is settled, failed or not', async () => {
    const way = new RightOfWay();
    await way.free();
    let fail!: (error: Error) => void;
    let finish!: () => void;
    way.take(new Promise((_, reject) => (fail = reject)));
    const told: string[] = [];
    const waiting = way.free().then(() => told.push('free'));
    // While it is waited for, more comes.
    way.take(new Promise<void>((resolve) => (finish = resolve)));
    fail(new Error('failed'));
    await new Promise((done) => setTimeout(done));
    expect(told).toEqual([]);
    finish();
    await waiting;
    expect(told).toEqual(['free']);
  });
});

import { Admission } from './admission.js';

const settled = async (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);

describe('Admission', () => {
  it('lets as much work in as there are slots, the rest in order as others leave', async () => {
    const admission = new Admission(2, 1000, 10);
    const leave = await admission.enter(1, false);
    await admission.enter(1, false);
    const third = admission.enter(1, false);
    const fourth = admission.enter(1, false);
    expect(await settled(third)).toBe(false);
    leave();
    expect(await settled(third)).toBe(true);
    expect(await settled(fourth)).toBe(false);
    expect(admission.queued).toBe(1);
  });

  it('holds work back that does not fit in memory, but never the only one', async () => {
    const admission = new Admission(4, 100, 10);
    const leave = await admission.enter(5000, false);
    const second = admission.enter(1, false);
    expect(await settled(second)).toBe(false);
    expect(admission.memoryReserved).toBe(5000);
    leave();
    expect(await settled(second)).toBe(true);
    expect(admission.memoryReserved).toBe(1);
  });

  it('lets urgent work pass what waits, in its own order', async () => {
    const admission = new Admission(1, 100, 10);
    const order: string[] = [];
    const enter = (name: string, urgent: boolean) =>
      admission.enter(1, urgent).then((leave) => {
        order.push(name);
        leave();
      });
    const leave = await admission.enter(1, false);
    const all = [enter('first', false), enter('urgent', true), enter('urgent too', true), enter('second', false)];
    leave();
    await Promise.all(all);
    expect(order).toEqual(['urgent', 'urgent too', 'first', 'second']);
  });

  it('refuses when the line is full', async () => {
    const admission = new Admission(1, 100, 1);
    await admission.enter(1, false);
    void admission.enter(1, false);
    await expect(admission.enter(1, false)).rejects.toMatchObject({ code: 'ENGINE_OVERLOADED', details: { limit: 1 } });
  });

  it('forgets work that is aborted while it waits, and lets the next advance', async () => {
    const admission = new Admission(2, 100, 10);
    const leave = await admission.enter(60, false);
    const abort = new AbortController();
    const large = admission.enter(60, false, abort.signal);
    const small = admission.enter(10, false);
    abort.abort(new Error('changed my mind'));
    await expect(large).rejects.toThrow('changed my mind');
    expect(await settled(small)).toBe(true);
    leave();
    expect(admission.memoryReserved).toBe(10);
  });

  it('counts work out once, however often it says that it left', async () => {
    const admission = new Admission(1, 100, 10);
    const leave = await admission.enter(7, false);
    leave();
    leave();
    expect(admission.memoryReserved).toBe(0);
    await admission.drained();
  });
});

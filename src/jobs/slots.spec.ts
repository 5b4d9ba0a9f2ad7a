import { Slots } from './slots.js';

it('gives each place to one at a time, in the order in which they were asked for', async () => {
  const slots = new Slots(2);
  const leave = [await slots.take(), await slots.take()];
  const entered: string[] = [];
  const waiting = ['first', 'second'].map(async (name) => {
    const release = await slots.take();
    entered.push(name);
    return release;
  });
  await Promise.resolve();
  expect(entered).toEqual([]);
  leave[0]!();
  leave[0]!();
  await waiting[0];
  expect(entered).toEqual(['first']);
  leave[1]!();
  await waiting[1];
  expect(entered).toEqual(['first', 'second']);
});

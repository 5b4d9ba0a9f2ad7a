import { Helper } from './helper';
import { PreviewClient } from './preview-client';
import type { PreviewInput } from './print-preview';
import type { RowsRequest } from './protocol';
import { TestWorker } from './test-worker';

const request: RowsRequest = {
  artKey: 'art',
  paperKey: 'paper',
  parameters: {} as never,
  longest: 9,
  view: 'print',
  rows: [4, 9],
  room: new Uint8ClampedArray(0),
};
const given = { art: {}, paper: {}, sheet: {} } as PreviewInput;

/** Gives the numbers of the rows it was asked for. */
function helper(works: () => boolean = () => true) {
  const worker = new TestWorker(({ name, input }) => {
    if (!works()) return { error: { code: 'NOT_OPEN', message: '' } };
    return { output: name === 'renderRows' ? { pixels: Uint8ClampedArray.from((input as RowsRequest).rows) } : {} };
  });
  return {
    helping: new Helper(new PreviewClient(() => worker)),
    asked: () => worker.questions.map(({ name }) => name),
  };
}

describe('Helper', () => {
  it('is lent each thing once, before it is needed', async () => {
    const { helping, asked } = helper();
    const { pixels } = await helping.ask('renderRows', request, given);
    expect([...pixels]).toEqual([4, 9]);
    await helping.ask('renderRows', request, given);
    await helping.ask('renderRows', { ...request, longest: 7 }, given);
    await helping.ask('render', { ...request, longest: 5, artKey: 'another' }, given);
    const inTurn = [
      'lendArt lendSheet lendPaper renderRows',
      'renderRows',
      'lendPaper renderRows',
      'lendArt lendPaper render',
    ];
    expect(asked().join(' ')).toBe(inTurn.join(' '));
  });

  it('is warm from its first answer to its next failure', async () => {
    let works = true;
    const { helping } = helper(() => works);
    expect([helping.isCold, helping.isWarm]).toEqual([true, false]);
    const answer = helping.ask('renderRows', request, given);
    expect([helping.isCold, helping.isWarm]).toEqual([false, false]);
    await answer;
    expect([helping.isCold, helping.isWarm]).toEqual([false, true]);
    works = false;
    await expect(helping.ask('renderRows', request, given)).rejects.toThrow();
    expect([helping.isCold, helping.isWarm]).toEqual([true, false]);
  });

  it('is lent everything again after a failure, and given up after two in a row', async () => {
    let works = true;
    const { helping, asked } = helper(() => works);
    await helping.ask('renderRows', request, given);
    works = false;
    await expect(helping.ask('renderRows', request, given)).rejects.toThrow();
    works = true;
    await helping.ask('renderRows', request, given);
    expect(asked().filter((name) => name === 'lendSheet')).toHaveLength(2);
    works = false;
    for (let i = 0; i < 2; i++) {
      expect(helping.isUsable).toBe(true);
      await expect(helping.ask('renderRows', request, given)).rejects.toThrow();
    }
    expect(helping.isUsable).toBe(false);
  });
});

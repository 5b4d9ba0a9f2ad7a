import { PreviewClient } from './preview-client';
import type { RenderRequest, RowsRequest } from './protocol';
import { SecondHand } from './second-hand';
import { TestWorker } from './test-worker';

const request: RenderRequest = { artKey: 'art', paperKey: 'paper', parameters: {} as never, longest: 9, view: 'print' };

/** Gives the numbers of the rows it was asked for. */
function secondHand(answer: () => boolean = () => true) {
  const worker = new TestWorker(({ name, input }) => {
    if (!answer()) return { error: { code: 'FAILED', message: '' } };
    return { output: name === 'renderRows' ? { data: Uint8Array.from((input as RowsRequest).rows) } : {} };
  });
  const second = new SecondHand(new PreviewClient(() => worker));
  second.remember({ key: 'art', picture: new Blob() });
  second.remember({ key: 'paper', picture: new Blob(), analysis: null });
  return { second, asked: () => worker.questions.map(({ name }) => name) };
}

const settled = () => new Promise((done) => setImmediate(done));

describe('SecondHand', () => {
  it('opens art and paper behind the first preview, and takes half of the rows from the next on', async () => {
    const { second, asked } = secondHand();
    expect(second.lowerRows(request, 9)).toBeNull();
    expect(second.lowerRows(request, 9)).toBeNull();
    await settled();
    const lower = second.lowerRows(request, 9)!;
    expect([lower.from, ...(await lower.data)]).toEqual([4, 4, 9]);
    expect(asked()).toEqual(['openArt', 'openPaper', 'renderRows', 'renderRows']);
    expect(second.lowerRows({ ...request, artKey: 'another' }, 9)).toBeNull();
  });

  it('is made ready again when it fails once, and left alone when it cannot be', async () => {
    let works = true;
    const { second, asked } = secondHand(() => works);
    second.lowerRows(request, 9);
    await settled();
    works = false;
    await expect(second.lowerRows(request, 9)!.data).rejects.toThrow();
    expect(second.lowerRows(request, 9)).toBeNull();
    await settled();
    const before = asked().length;
    expect(second.lowerRows(request, 9)).toBeNull();
    await settled();
    expect(asked()).toHaveLength(before);
  });
});

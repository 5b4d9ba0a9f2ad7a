import { PreviewClient } from './preview-client';
import { LivePreview } from './live-preview';
import { TestWorker } from './test-worker';
import type { ArtChoice, PaperChoice } from '../sources/choices';

const art: ArtChoice = { key: 'art', title: 'Art', thumbnail: '', where: 'here', load: async () => new Blob(['art']) };
const paper: PaperChoice = {
  key: 'paper',
  name: 'Paper',
  thumbnail: '',
  where: 'here',
  madeByAi: false,
  width: 9,
  height: 9,
  quad: null,
  load: async () => ({ picture: new Blob(['paper']), analysis: null }),
};
const wish = { art, paper, parameters: { quad: null } as never, view: 'print', longest: 64 } as const;

describe('PreviewClient', () => {
  it('gives each question its own answer', async () => {
    const worker = new TestWorker(({ input }) => ({ output: input }));
    const client = new PreviewClient(() => worker);
    const [first, second] = await Promise.all([
      client.ask('relief', { paperKey: 'a', longest: 1 }),
      client.ask('relief', { paperKey: 'b', longest: 2 }),
    ]);
    expect([first, second]).toEqual([
      { paperKey: 'a', longest: 1 },
      { paperKey: 'b', longest: 2 },
    ]);
  });

  it('fails what a broken worker was asked, and starts another', async () => {
    const workers = [new TestWorker(() => null), new TestWorker(() => ({ output: 'answered' }))];
    let started = 0;
    const client = new PreviewClient(() => workers[started++]!);
    const lost = client.ask('relief', { paperKey: 'a', longest: 1 });
    workers[0]!.tell('error', {});
    await expect(lost).rejects.toMatchObject({ code: 'FAILED' });
    expect(workers[0]!.terminated).toBe(true);
    await expect(client.ask('relief', { paperKey: 'a', longest: 1 })).resolves.toBe('answered');
  });
});

describe('LivePreview', () => {
  it('opens each picture once', async () => {
    const worker = new TestWorker(() => ({ output: {} }));
    const live = new LivePreview(new PreviewClient(() => worker));
    await Promise.all([live.render(wish), live.render(wish)]);
    const names = worker.questions.map(({ name }) => name);
    expect(names.filter((name) => name !== 'render').toSorted()).toEqual(['openArt', 'openPaper']);
  });

  it('opens them again where the worker has forgotten them', async () => {
    let forgotten = true;
    const worker = new TestWorker(({ name }) => {
      if (name !== 'render' || !forgotten) return { output: name };
      forgotten = false;
      return { error: { code: 'NOT_OPEN', message: 'paper is not open.' } };
    });
    const live = new LivePreview(new PreviewClient(() => worker));
    await expect(live.render(wish)).resolves.toBe('render');
    expect(worker.questions.filter(({ name }) => name === 'openPaper')).toHaveLength(2);
  });

  it('lays the art where the paper’s sheet is, unless the edit says otherwise', async () => {
    const worker = new TestWorker(() => ({ output: {} }));
    const live = new LivePreview(new PreviewClient(() => worker));
    const quad = [0, 1, 2, 3].map((x) => ({ x, y: x })) as never;
    await live.render({ ...wish, paper: { ...paper, quad } });
    expect(worker.questions.at(-1)!.input).toMatchObject({ parameters: { quad } });
  });

  const canvasOf = (surface: unknown) => ({ transferControlToOffscreen: () => surface }) as HTMLCanvasElement;

  it('gives each canvas to the worker once, and numbers what is to be drawn on it', async () => {
    const worker = new TestWorker(() => ({ output: { milliseconds: 1 } }));
    const live = new LivePreview(new PreviewClient(() => worker));
    const [first, second] = [canvasOf('first surface'), canvasOf('second surface')];
    await live.draw(wish, first, true);
    await live.draw(wish, first, false);
    await live.draw(wish, second, false);
    live.release(first);
    const inputsOf = (task: string) => worker.questions.filter(({ name }) => name === task).map(({ input }) => input);
    expect(inputsOf('openCanvas')).toEqual([
      { canvas: 1, surface: 'first surface' },
      { canvas: 2, surface: 'second surface' },
    ]);
    expect(inputsOf('draw')).toMatchObject([
      { canvas: 1, order: 1, draft: true },
      { canvas: 1, order: 2, draft: false },
      { canvas: 2, order: 3, draft: false },
    ]);
    expect(inputsOf('closeCanvas')).toEqual([{ canvas: 1 }]);
  });

  it('tells of canvases that are lost with their worker, and that no other can draw on them', async () => {
    const workers = [
      new TestWorker(({ name }) => (name === 'draw' ? null : { output: {} })),
      new TestWorker(({ name }) =>
        name === 'draw'
          ? { error: { code: 'CANVAS_LOST', message: 'The canvas was given elsewhere.' } }
          : { output: {} },
      ),
    ];
    let started = 0;
    const live = new LivePreview(new PreviewClient(() => workers[started++]!));
    const told = jest.fn();
    live.onCanvasesLost(told);
    const drawing = live.draw(wish, canvasOf('surface'), true);
    setTimeout(() => workers[0]!.tell('error', {}));
    await expect(drawing).rejects.toMatchObject({ code: 'CANVAS_LOST' });
    expect(told).toHaveBeenCalledTimes(1);
    expect(workers[1]!.questions.filter(({ name }) => name === 'draw')).toHaveLength(1);
  });
});

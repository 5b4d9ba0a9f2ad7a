import { PreviewScheduler } from './scheduler';

function scene() {
  const asked: { request: string; answer: (picture: string) => void; refuse: (error: Error) => void }[] = [];
  const shown: string[] = [];
  const failed: string[] = [];
  const scheduler = new PreviewScheduler<string, string>({
    render: (request) => new Promise((resolve, reject) => asked.push({ request, answer: resolve, refuse: reject })),
    show: (picture) => shown.push(picture),
    fail: (error) => failed.push((error as Error).message),
  });
  return { asked, shown, failed, scheduler };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('PreviewScheduler', () => {
  it('renders the first requests at once and then only the newest', async () => {
    const { asked, shown, scheduler } = scene();
    for (const request of ['a', 'b', 'c', 'd', 'e']) scheduler.ask(request);
    expect(asked.map(({ request }) => request)).toEqual(['a', 'b']);
    asked[0]!.answer('A');
    await settled();
    expect(asked.map(({ request }) => request)).toEqual(['a', 'b', 'e']);
    asked[1]!.answer('B');
    asked[2]!.answer('E');
    await settled();
    expect(shown).toEqual(['A', 'B', 'E']);
    expect(scheduler.isBusy).toBe(false);
  });

  it('never shows an answer that a newer one has overtaken', async () => {
    const { asked, shown, scheduler } = scene();
    scheduler.ask('a');
    scheduler.ask('b');
    asked[1]!.answer('B');
    await settled();
    asked[0]!.answer('A');
    await settled();
    expect(shown).toEqual(['B']);
  });

  it('drops an answer that was overtaken by a reset', async () => {
    const { asked, shown, scheduler } = scene();
    scheduler.ask('old paper');
    scheduler.reset();
    scheduler.ask('new paper');
    asked[0]!.answer('OLD');
    await settled();
    asked[1]!.answer('NEW');
    await settled();
    expect(shown).toEqual(['NEW']);
  });

  it('goes on after a failure, and tells of it only where there is nothing newer', async () => {
    const { asked, shown, failed, scheduler } = scene();
    scheduler.ask('a');
    scheduler.ask('b');
    asked[0]!.refuse(new Error('lost'));
    await settled();
    expect(failed).toEqual([]);
    asked[1]!.refuse(new Error('lost again'));
    await settled();
    expect(failed).toEqual(['lost again']);
    scheduler.ask('c');
    asked[2]!.answer('C');
    await settled();
    expect(shown).toEqual(['C']);
    expect(scheduler.isBusy).toBe(false);
  });
});

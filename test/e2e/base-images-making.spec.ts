import type { SignedInUser } from '../../src/auth/signed-in-user.js';
import { PaperKeeper } from '../../src/base-images/paper-keeper.js';
import { PaperLifecycleRepository } from '../../src/base-images/paper-lifecycle.repository.js';
import { QueueControlService } from '../../src/jobs/queue-control.service.js';
import { newId, PapersProcess } from '../support/papers-in-process.js';
import { until } from '../support/until.js';

const SHORT_MILLISECONDS = 300;
const OPERATOR: SignedInUser = { id: newId(), role: 'operator' };

describe('papers in the making', () => {
  let papers: PapersProcess;
  let artist: SignedInUser;

  beforeAll(async () => {
    papers = await PapersProcess.start();
  });
  afterAll(() => papers.stop());
  beforeEach(async () => {
    await papers.clear();
    artist = papers.artist();
  });

  it('come from AI where they are asked for, with the artist’s prompt', async () => {
    const wish = { prompt: 'blue rice paper', seed: 9, width: 1200, height: 1200 };
    const { id } = await papers.requests.request(artist, wish);
    const image = await papers.ready(artist, id);
    expect(image).toMatchObject({ source: 'ai', automatic: false, width: 300, height: 300 });
    expect(image.provenance).toMatchObject({ prompt: 'blue rice paper', seed: 9, ai: { tried: true } });
    expect(await papers.keys(id)).toHaveLength(4);
  });

  it('come from the engine where AI fails, which their provenance says', async () => {
    papers.server.behaviour = 'quota exceeded';
    const { id } = await papers.requests.request(artist, { seed: 3, width: 300, height: 256 });
    const image = await papers.ready(artist, id);
    expect(image).toMatchObject({ source: 'procedural', width: 300, height: 256 });
    expect(image.provenance).toMatchObject({
      generator: 'procedural',
      seed: 3,
      ai: { tried: true, reason: 'quota-exceeded' },
    });
  });

  it('stand beside each other where the engine was faster than AI', async () => {
    papers.server.behaviour = 'held';
    papers.budget(SHORT_MILLISECONDS);
    const { id } = await papers.requests.request(artist, { seed: 3, width: 1024, height: 1024 });
    await expect(papers.ready(artist, id)).resolves.toMatchObject({ source: 'procedural' });
    papers.server.release();
    const own = () =>
      papers.baseImages.list(artist, { owner: 'own', state: 'ready' }, { page: 1, perPage: 10, sort: 'createdAt' });
    await until(async () => (await own()).total === 2);
    const [, late] = (await own()).items;
    expect(late).toMatchObject({ source: 'ai', width: 256, provenance: { prompt: expect.any(String) } });
  });

  it('get their job although a crash came between record and job', async () => {
    const lifecycle = papers.module.get(PaperLifecycleRepository);
    const ids = { id: newId(), jobId: newId() };
    const size = { width: 300, height: 256 };
    const provenance = { requestedBy: artist.id, style: 'crumpled', seed: 4 };
    await lifecycle.insert({
      ...ids,
      ownerId: artist.id,
      name: 'Crash',
      source: 'procedural',
      automatic: false,
      ...size,
      provenance,
    });
    await papers.module.get(PaperKeeper).takeUpUnfinished(-1);
    await expect(papers.ready(artist, ids.id)).resolves.toMatchObject({ state: 'ready' });
    await expect(lifecycle.unsettled(new Date())).resolves.toEqual([]);
  });

  it('leave nothing behind when they are deleted meanwhile', async () => {
    papers.server.behaviour = 'hangs';
    const { id, jobId } = await papers.requests.request(artist, { seed: 3, width: 1200, height: 1200 });
    await until(() => papers.server.requests.length > 0);
    await papers.baseImages.remove(artist, id);
    await expect(papers.baseImages.find(artist, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await papers.ended(jobId);
    await papers.module.get(PaperKeeper).takeUpUnfinished(-1);
    await expect(papers.records.countDocuments({ _id: id })).resolves.toBe(0);
    expect(await papers.keys(id)).toEqual([]);
  });

  it('are bounded for one artist', async () => {
    await papers.module.get(QueueControlService).pause();
    for (let i = 0; i < 10; i += 1) await papers.requests.request(artist, { width: 300, height: 256 });
    await expect(papers.requests.request(artist, {})).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await expect(papers.requests.request(papers.artist(), { width: 300, height: 256 })).resolves.toBeDefined();
    await papers.clear();
    await papers.module.get(QueueControlService).resume();
  });

  it('are forgotten a day after they failed where nobody asked for them in person', async () => {
    papers.server.behaviour = 'fails';
    await papers.libraryPaper();
    const { baseImageId, jobId } = await papers.choices.current(artist, papers.artwork());
    await papers.ended(jobId);
    const keeper = papers.module.get(PaperKeeper);
    await keeper.takeUpUnfinished(0);
    await expect(papers.baseImages.find(artist, baseImageId)).resolves.toMatchObject({ state: 'failed' });
    await keeper.takeUpUnfinished(-86_500_000);
    await expect(papers.baseImages.find(artist, baseImageId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are made in the order of the catalogue, where the library wants them', async () => {
    const specification = { style: 'crumpled', seed: 1, width: 300, height: 256 } as const;
    for (const key of ['first', 'second']) await papers.requests.requestEntry({ key, name: key, specification });
    const find = async (catalogueKey: string) => (await papers.records.findOne({ catalogueKey }).lean())!;
    await papers.ended((await find('second')).jobId);
    expect([(await find('first')).state, (await find('second')).state]).toEqual(['ready', 'ready']);
    const [one, two] = [
      await papers.jobs.find((await find('first')).jobId),
      await papers.jobs.find((await find('second')).jobId),
    ];
    expect(two.startedAt!.getTime()).toBeGreaterThanOrEqual(one.finishedAt!.getTime());
    expect(two.attemptsUsed).toBe(1);
  });

  it('are asked for once by the library, also after they were deleted', async () => {
    const specification = { style: 'crumpled', seed: 1, width: 300, height: 256 } as const;
    const entry = { key: 'once', name: 'Once', specification };
    await papers.requests.requestEntry(entry);
    const { _id } = (await papers.records.findOne({ catalogueKey: 'once' }).lean())!;
    const paper = await papers.ready(OPERATOR, _id.toHexString());
    await papers.requests.requestEntry(entry);
    await papers.baseImages.remove(OPERATOR, paper.id);
    await papers.requests.requestEntry(entry);
    await expect(papers.records.countDocuments({ catalogueKey: 'once', removedAt: null })).resolves.toBe(0);
    expect(await papers.keys(paper.id)).toEqual([]);
  });
});

import type { SignedInUser } from '../../src/auth/signed-in-user.js';
import { QueueControlService } from '../../src/jobs/queue-control.service.js';
import { newId, PapersProcess } from '../support/papers-in-process.js';
import { until } from '../support/until.js';

const SHORT_MILLISECONDS = 300;
const OPERATOR: SignedInUser = { id: newId(), role: 'operator' };

describe('base image rule', () => {
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

  describe('the artist’s own', () => {
    it('goes before everything else, the latest first', async () => {
      const library = await papers.libraryPaper();
      await papers.baseImages.change(OPERATOR, library.id, { default: true });
      await papers.ownPaper(artist);
      const own = await papers.ownPaper(artist);
      await expect(papers.choices.current(artist, papers.artwork())).resolves.toEqual({
        state: 'ready',
        baseImageId: own.id,
        source: 'existing',
        ai: { tried: false },
      });
      expect(papers.server.requests).toEqual([]);
    });

    it('does not serve while it is disabled, and never for another artist', async () => {
      const library = await papers.libraryPaper();
      await papers.baseImages.change(OPERATOR, library.id, { default: true });
      const own = await papers.ownPaper(artist);
      await papers.baseImages.change(artist, own.id, { enabled: false });
      const choice = { baseImageId: library.id, source: 'default' };
      await expect(papers.choices.current(artist, papers.artwork())).resolves.toMatchObject(choice);
      await expect(papers.choices.current(papers.artist(), papers.artwork())).resolves.toMatchObject(choice);
    });
  });

  describe('the operator’s default', () => {
    it('goes before AI and the library', async () => {
      await papers.libraryPaper();
      const chosen = await papers.libraryPaper();
      await papers.baseImages.change(OPERATOR, chosen.id, { default: true });
      const choice = { state: 'ready', baseImageId: chosen.id, source: 'default', ai: { tried: false } };
      await expect(papers.choices.current(artist, papers.artwork())).resolves.toEqual(choice);
      expect(papers.server.requests).toEqual([]);
    });

    it('is one at most, whoever sets it at the same moment', async () => {
      const all = [await papers.libraryPaper(), await papers.libraryPaper(), await papers.libraryPaper()];
      await Promise.all(all.map(({ id }) => papers.baseImages.change(OPERATOR, id, { default: true })));
      await expect(papers.records.countDocuments({ default: true })).resolves.toBe(1);
      await papers.baseImages.change(OPERATOR, all[0]!.id, { default: true });
      await papers.baseImages.change(OPERATOR, all[0]!.id, { enabled: false });
      await expect(papers.records.countDocuments({ default: true })).resolves.toBe(0);
    });
  });

  describe('AI', () => {
    it('makes a paper that becomes the artist’s own, for the next artwork too', async () => {
      await papers.libraryPaper();
      const artwork = papers.artwork();
      const first = await papers.choices.choose(artist, artwork);
      expect(first).toEqual({
        state: 'preparing',
        baseImageId: expect.any(String),
        source: 'ai',
        jobId: expect.any(String),
        ai: { tried: true },
      });
      await expect(papers.ended(first.jobId)).resolves.toMatchObject({ status: 'succeeded' });
      const { jobId: _done, ...rest } = first;
      await expect(papers.choices.current(artist, artwork)).resolves.toEqual({ ...rest, state: 'ready' });
      const image = await papers.baseImages.findReady(artist, first.baseImageId);
      expect(image).toMatchObject({ ownerId: artist.id, source: 'ai', automatic: true, width: 750, height: 500 });
      expect(image.provenance).toMatchObject({
        generator: 'served',
        space: 'test/papers',
        seed: papers.server.requests[0]?.seed,
        prompt: expect.stringContaining('crumpled'),
        requestedBy: artist.id,
      });
      await expect(papers.choices.current(artist, papers.artwork())).resolves.toMatchObject({
        baseImageId: image.id,
        source: 'existing',
      });
      expect(papers.server.requests).toHaveLength(1);
    });

    it('is asked once for artworks that come at the same moment', async () => {
      papers.server.behaviour = 'held';
      const artworks = Array.from({ length: 6 }, () => papers.artwork());
      const choices = await Promise.all(artworks.map((artwork) => papers.choices.current(artist, artwork)));
      expect(new Set(choices.map((choice) => choice.baseImageId)).size).toBe(1);
      await until(() => papers.server.requests.length > 0);
      papers.server.release();
      await papers.ended(choices[0]!.jobId);
      expect(papers.server.requests).toHaveLength(1);
    });

    it.each([
      ['fails', 'failed'],
      ['queue full', 'queue-full'],
      ['quota exceeded', 'quota-exceeded'],
      ['asleep', 'sleeping'],
      ['breaks off', 'unreachable'],
      ['garbage', 'image-unusable'],
      ['pixel bomb', 'image-unusable'],
      ['hangs', 'timed-out'],
    ] as const)('gives way to a pre-generated paper and says why: %s is %s', async (behaviour, reason) => {
      const library = await papers.libraryPaper();
      papers.server.behaviour = behaviour;
      if (behaviour === 'hangs') papers.budget(SHORT_MILLISECONDS);
      const artwork = papers.artwork();
      const first = await papers.choices.current(artist, artwork);
      expect(first).toMatchObject({ state: 'preparing', source: 'ai' });
      const job = await papers.ended(first.jobId);
      expect(job).toMatchObject({ status: 'failed', attemptsUsed: 1, error: { code: 'GENERATION_FAILED' } });
      await expect(papers.choices.current(artist, artwork)).resolves.toEqual({
        state: 'ready',
        baseImageId: library.id,
        source: 'pre-generated',
        ai: { tried: true, reason },
      });
      const failed = await papers.baseImages.find(artist, first.baseImageId);
      expect(failed).toMatchObject({ state: 'failed', failure: { code: reason } });
      expect(papers.server.requests).toHaveLength(1);
    });

    it('keeps what comes late as the artist’s own, for the next artwork', async () => {
      const library = await papers.libraryPaper();
      papers.server.behaviour = 'held';
      papers.budget(SHORT_MILLISECONDS);
      const artwork = papers.artwork();
      const asked = await papers.choices.current(artist, artwork);
      const settled = await papers.settled(artist, artwork);
      expect(settled).toMatchObject({ baseImageId: library.id, ai: { tried: true, reason: 'timed-out' } });
      papers.server.release();
      await until(async () => (await papers.baseImages.find(artist, asked.baseImageId)).state === 'ready');
      await expect(papers.choices.current(artist, artwork)).resolves.toEqual(settled);
      await expect(papers.choices.current(artist, papers.artwork())).resolves.toMatchObject({
        baseImageId: asked.baseImageId,
        source: 'existing',
      });
    });

    it('is tried again for the next artwork after it failed', async () => {
      await papers.libraryPaper();
      papers.server.behaviour = 'fails';
      await papers.settled(artist, papers.artwork());
      papers.server.behaviour = 'paper';
      await expect(papers.settled(artist, papers.artwork())).resolves.toMatchObject({ state: 'ready', source: 'ai' });
    });

    it('gives way, too, when an operator cancels its job', async () => {
      const library = await papers.libraryPaper();
      papers.server.behaviour = 'hangs';
      const artwork = papers.artwork();
      const { jobId } = await papers.choices.current(artist, artwork);
      await until(() => papers.server.requests.length === 1);
      await papers.jobs.cancel(jobId!);
      await papers.ended(jobId);
      await expect(papers.choices.current(artist, artwork)).resolves.toMatchObject({
        baseImageId: library.id,
        ai: { tried: true, reason: 'failed' },
      });
    });
  });

  describe('a pre-generated paper', () => {
    beforeEach(() => void (papers.generator.available = false));

    it('serves where there is no AI, in the artwork’s shape', async () => {
      const landscape = await papers.libraryPaper({ width: 300, height: 256 });
      const portrait = await papers.libraryPaper({ width: 256, height: 300 });
      const ai = { tried: false, reason: 'not-configured' };
      const source = 'pre-generated';
      await expect(papers.choices.current(artist, papers.artwork({ width: 900, height: 700 }))).resolves.toEqual({
        state: 'ready',
        baseImageId: landscape.id,
        source,
        ai,
      });
      await expect(papers.choices.current(artist, papers.artwork({ width: 700, height: 900 }))).resolves.toMatchObject({
        baseImageId: portrait.id,
      });
    });

    it('is waited for while the library is being made', async () => {
      const queue = papers.module.get(QueueControlService);
      await queue.pause();
      const specification = { style: 'crumpled', seed: 5, width: 300, height: 256 } as const;
      await papers.requests.requestEntry({ key: newId(), name: 'Being made', specification });
      const artwork = papers.artwork();
      const waiting = await papers.choices.current(artist, artwork);
      expect(waiting).toMatchObject({ state: 'preparing', source: 'pre-generated', jobId: expect.any(String) });
      await expect(papers.choices.current(artist, artwork)).resolves.toEqual(waiting);
      await queue.resume();
      await expect(papers.settled(artist, artwork)).resolves.toMatchObject({
        state: 'ready',
        baseImageId: waiting.baseImageId,
      });
    });

    it('is made for the artist where the library offers none', async () => {
      // That it is made is seen elsewhere, of a smaller one.
      const queue = papers.module.get(QueueControlService);
      await queue.pause();
      const artworks = [papers.artwork(), papers.artwork()];
      const [one, other] = await Promise.all(artworks.map((artwork) => papers.choices.current(artist, artwork)));
      expect(one).toMatchObject({ state: 'preparing', source: 'pre-generated' });
      expect(other?.baseImageId).toBe(one?.baseImageId);
      const row = await papers.baseImages.find(artist, one!.baseImageId);
      expect(row).toMatchObject({ ownerId: artist.id, source: 'procedural', width: 3000, height: 2000 });
      await papers.baseImages.remove(artist, row.id);
      await queue.resume();
    });
  });

  describe('a named paper', () => {
    it('serves in place of the rule', async () => {
      const own = await papers.ownPaper(artist);
      const other = await papers.libraryPaper();
      const artwork = papers.artwork();
      await papers.choices.current(artist, artwork);
      const choice = { state: 'ready', baseImageId: other.id, source: 'existing', ai: { tried: false } };
      await expect(papers.choices.choose(artist, artwork, { named: other.id })).resolves.toEqual(choice);
      await expect(papers.choices.current(artist, artwork)).resolves.toEqual(choice);
      expect(own.id).not.toBe(other.id);
    });

    it('of the style that a preset prefers comes from the library, made where it has none, and changes nothing else', async () => {
      const queue = papers.module.get(QueueControlService);
      await queue.pause();
      const own = await papers.ownPaper(artist);
      const artwork = papers.artwork();
      const style = { style: 'kraft', colour: 0xc39a6b } as const;
      const asked = await papers.choices.choose(artist, artwork, { style });
      expect(asked).toMatchObject({ source: 'pre-generated', ai: { tried: false } });
      const { provenance, ownerId } = (await papers.records.findById(asked.baseImageId).lean())!;
      expect(provenance).toMatchObject({ style: 'kraft', parameters: { colour: 0xc39a6b } });
      expect(ownerId).toBeNull();
      await expect(papers.choices.choose(artist, artwork, { style })).resolves.toMatchObject({
        baseImageId: asked.baseImageId,
      });
      await expect(papers.choices.current(artist, artwork)).resolves.toMatchObject({ baseImageId: own.id });
      await papers.baseImages.remove(OPERATOR, asked.baseImageId);
      await queue.resume();
    });

    it('is refused by its field: another artist’s, unknown, not offered, failed', async () => {
      const errors = [{ pointer: '/baseImageId', detail: expect.any(String) }];
      const foreign = await papers.ownPaper(papers.artist());
      const disabled = await papers.libraryPaper();
      await papers.baseImages.change(OPERATOR, disabled.id, { enabled: false });
      const failed = await papers.ownPaper(artist);
      await papers.records.updateOne({ _id: failed.id }, { $set: { state: 'failed' } });
      const refusal = (id: string) =>
        papers.choices.choose(artist, papers.artwork(), { named: id }).catch((error: unknown) => error);
      expect(await refusal(foreign.id)).toMatchObject({ code: 'NOT_FOUND', errors });
      expect(await refusal(newId())).toMatchObject({ code: 'NOT_FOUND', errors });
      expect(await refusal(disabled.id)).toMatchObject({ code: 'VALIDATION_FAILED', errors });
      expect(await refusal(failed.id)).toMatchObject({ code: 'VALIDATION_FAILED', errors });
    });
  });

  describe('a choice', () => {
    beforeEach(() => void (papers.generator.available = false));

    it('stays, although a paper comes later that the rule would prefer', async () => {
      await papers.libraryPaper();
      const artwork = papers.artwork();
      const choice = await papers.choices.current(artist, artwork);
      await papers.ownPaper(artist);
      await expect(papers.choices.current(artist, artwork)).resolves.toEqual(choice);
    });

    it('is the same for all who ask at the same moment', async () => {
      for (let i = 0; i < 3; i += 1) await papers.libraryPaper();
      const artwork = papers.artwork();
      const choices = await Promise.all(Array.from({ length: 8 }, () => papers.choices.current(artist, artwork)));
      expect(new Set(choices.map(({ baseImageId }) => baseImageId)).size).toBe(1);
    });

    it.each(['deleted', 'disabled'] as const)('is made again when its paper is %s', async (what) => {
      const [first, second] = [await papers.libraryPaper(), await papers.libraryPaper()];
      const artwork = papers.artwork();
      const before = await papers.choices.current(artist, artwork);
      if (what === 'deleted') await papers.baseImages.remove(OPERATOR, before.baseImageId);
      else await papers.baseImages.change(OPERATOR, before.baseImageId, { enabled: false });
      const other = before.baseImageId === first.id ? second : first;
      await expect(papers.choices.current(artist, artwork)).resolves.toMatchObject({ baseImageId: other.id });
    });

    it('is made anew for an artwork that was forgotten', async () => {
      await papers.libraryPaper();
      const artwork = papers.artwork();
      await papers.choices.current(artist, artwork);
      await papers.choices.forget(artwork.id);
      const own = await papers.ownPaper(artist);
      await expect(papers.choices.current(artist, artwork)).resolves.toMatchObject({ baseImageId: own.id });
    });
  });
});

import type { Connection } from 'mongoose';
import { ArtworkRepository } from '../../../src/artwork/artwork.repository.js';
import type { NewArtwork } from '../../../src/artwork/artwork.js';
import { ARTWORK_MODEL, type ArtworkRow, artworkRowSchema } from '../../../src/artwork/artwork.schema.js';
import { newDirectUpload } from '../../../src/artwork/direct-uploads/direct-upload.js';
import { DirectUploadRepository } from '../../../src/artwork/direct-uploads/direct-upload.repository.js';
import {
  DIRECT_UPLOAD_MODEL,
  type DirectUploadRow,
  directUploadRowSchema,
} from '../../../src/artwork/direct-uploads/direct-upload.schema.js';
import { BaseImageRepository } from '../../../src/base-images/base-image.repository.js';
import { BASE_IMAGE_MODEL, type BaseImageRow, baseImageSchema } from '../../../src/base-images/base-image.schema.js';
import { PaperChoiceRepository } from '../../../src/base-images/paper-choice.repository.js';
import {
  type KeptChoice,
  PAPER_CHOICE_MODEL,
  type PaperChoiceRow,
  paperChoiceSchema,
} from '../../../src/base-images/paper-choice.schema.js';
import {
  type MadePaper,
  type NewBaseImage,
  PaperLifecycleRepository,
} from '../../../src/base-images/paper-lifecycle.repository.js';
import { DEFAULT_OUTPUT } from '../../../src/engine/core/presets/index.js';
import type { Mapping } from '../../../src/mapping/mapping.js';
import { MAPPING_MODEL, type MappingRow, mappingSchema } from '../../../src/mapping/mapping.schema.js';
import { MappingsRepository } from '../../../src/mapping/mappings.repository.js';
import { SHARE_MODEL, type ShareRow, shareSchema } from '../../../src/shares/share.schema.js';
import { SharesRepository } from '../../../src/shares/shares.repository.js';
import { TEMPLATE_MODEL, type TemplateRow, templateSchema } from '../../../src/templates/template.schema.js';
import { TemplatesRepository } from '../../../src/templates/templates.repository.js';
import { objectId } from './models.js';
import { RecordedQueries } from './recorded-queries.js';
import { describeOnEveryServer } from './server.js';

const LISTING = { page: 1, perPage: 10, sort: '-createdAt' };
const FAILURE = { code: 'timed-out', detail: 'It took too long.' };
const FILES = { mediaType: 'image/webp', bytes: 10, contentKey: 'p', thumbnailKey: 't' };
const MADE: MadePaper = {
  ...FILES,
  source: 'procedural',
  width: 30,
  height: 20,
  provenance: { generator: 'procedural', ai: { tried: false } },
  analysisKey: 'a',
  reliefKey: 'r',
  analysis: { version: 1, confidence: 0.5, light: { azimuth: 1, elevation: 1 } },
};

describeOnEveryServer('repositories of pictures', (server) => {
  let connection: Connection;
  let artworks: ArtworkRepository;
  let uploads: DirectUploadRepository;
  let images: BaseImageRepository;
  let papers: PaperLifecycleRepository;
  let choices: PaperChoiceRepository;
  let mappings: MappingsRepository;
  let shares: SharesRepository;
  let templates: TemplatesRepository;
  let queries: RecordedQueries;

  beforeAll(async () => {
    ({ connection } = server());
    const artwork = connection.model<ArtworkRow>(ARTWORK_MODEL, artworkRowSchema);
    const upload = connection.model<DirectUploadRow>(DIRECT_UPLOAD_MODEL, directUploadRowSchema);
    const image = connection.model<BaseImageRow>(BASE_IMAGE_MODEL, baseImageSchema);
    const choice = connection.model<PaperChoiceRow>(PAPER_CHOICE_MODEL, paperChoiceSchema);
    const mappingModel = connection.model<MappingRow>(MAPPING_MODEL, mappingSchema);
    const share = connection.model<ShareRow>(SHARE_MODEL, shareSchema);
    const template = connection.model<TemplateRow>(TEMPLATE_MODEL, templateSchema);
    queries = await RecordedQueries.of(connection);
    artworks = queries.watch(new ArtworkRepository(artwork));
    uploads = queries.watch(new DirectUploadRepository(upload));
    images = queries.watch(new BaseImageRepository(image));
    papers = queries.watch(new PaperLifecycleRepository(image));
    choices = queries.watch(new PaperChoiceRepository(choice));
    mappings = queries.watch(new MappingsRepository(mappingModel));
    shares = queries.watch(new SharesRepository(share));
    templates = queries.watch(new TemplatesRepository(template));
  });
  beforeEach(async () => {
    for (const name of ['base_images', 'mappings']) await connection.collection(name).deleteMany({});
    queries.clear();
  });

  const id = () => objectId().toHexString();
  const owner = id();

  function paper(facts: Partial<NewBaseImage> = {}): NewBaseImage {
    const sizes = { width: 30, height: 20 };
    const kind = { source: 'procedural', provenance: {}, automatic: false } as const;
    return { id: id(), jobId: id(), ownerId: owner, name: 'Sheet', ...sizes, ...kind, ...facts };
  }

  async function ready(facts: Partial<NewBaseImage> = {}, made: Partial<MadePaper> = {}): Promise<string> {
    const { id: made_ } = await papers.insert(paper(facts));
    expect(await papers.markReady(made_, { ...MADE, ...made })).toBe(true);
    return made_;
  }

  it('keep one artwork of the same bytes, and list by index', async () => {
    const artwork = (title: string, sha256: string, createdAt: Date): NewArtwork => ({
      id: id(),
      ownerId: owner,
      title,
      mediaType: 'image/png',
      extension: 'png',
      width: 1,
      height: 1,
      dpi: null,
      colour: null,
      bytes: 10,
      sha256,
      storedBytes: 20,
      createdAt,
    });
    const storm = artwork('The Storm', 'a', new Date(2));
    const inserted = await Promise.all([storm, artwork('Again', 'a', new Date(3))].map((one) => artworks.insert(one)));
    expect(inserted.filter(Boolean)).toHaveLength(1);
    const kept = inserted.find((one) => one !== undefined)!;
    await artworks.insert(artwork('Calm', 'b', new Date(1)));
    for (const sort of ['createdAt', 'title', '-createdAt', '-title']) {
      expect((await artworks.page({ ownerId: owner }, { ...LISTING, sort })).total).toBe(2);
    }
    expect(await queries.scans('countDocuments')).toEqual([]);
    for (const sort of ['createdAt', 'title', '-createdAt', '-title']) {
      expect((await artworks.page({ ownerId: undefined }, { ...LISTING, sort })).items).toHaveLength(2);
    }
    expect((await artworks.rename(owner, kept.id, 'The Storm (2)'))?.title).toBe('The Storm (2)');
    expect((await artworks.page({ ownerId: owner, search: 'STORM (' }, LISTING)).items).toHaveLength(1);
    expect(await artworks.rename(id(), kept.id, 'Mine')).toBeUndefined();
    expect((await artworks.findByContent(owner, 'a'))?.id).toBe(kept.id);
    expect(await artworks.findByContent(id(), 'a')).toBeUndefined();
    expect([await artworks.storedBytes(owner), await artworks.storedBytes(), await artworks.storedBytes(id())]).toEqual(
      [40, 40, 0],
    );
    expect(await artworks.living([kept.id, id()])).toEqual(new Set([kept.id]));
    expect(await artworks.remove(id(), kept.id)).toBeUndefined();
    expect((await artworks.remove(owner, kept.id))?.id).toBe(kept.id);
    expect(await artworks.find(kept.id)).toBeUndefined();
    expect(await queries.scans('find', 'findOne', 'findOneAndUpdate', 'findOneAndDelete')).toEqual([]);
  });

  it('list papers in every way the API allows, by index', async () => {
    const own = await ready({ name: 'b' });
    const library = await ready({ ownerId: null, name: 'A' });
    await papers.insert(paper({ ownerId: id(), name: 'c', source: 'ai' }));
    const namesOf = async (filter: object, sort = 'name') =>
      (await images.page(filter, { ...LISTING, sort })).items.map(({ name }) => name);
    expect(await namesOf({})).toEqual(['A', 'b', 'c']);
    expect(await namesOf({}, '-name')).toEqual(['c', 'b', 'A']);
    expect((await namesOf({}, '-createdAt')).toSorted()).toEqual(['A', 'b', 'c']);
    expect(await namesOf({ owners: [owner, null] })).toEqual(['A', 'b']);
    expect(await namesOf({ owners: [owner, null] }, '-createdAt')).toHaveLength(2);
    expect(await namesOf({ source: 'ai', state: 'preparing' })).toEqual(['c']);
    expect(await namesOf({ search: 'a' })).toEqual(['A']);
    await images.edit(library, { tags: ['kraft', 'rough'] });
    expect(await namesOf({ tag: 'rough' }, '-createdAt')).toEqual(['A']);
    expect(await namesOf({ owners: [owner], tag: 'rough' }, '-createdAt')).toEqual([]);
    await images.edit(library, { enabled: false });
    expect(await namesOf({ owners: [owner, null], withoutDisabledLibrary: true })).toEqual(['b']);
    expect(await queries.scans('find', 'findOneAndUpdate')).toEqual([]);
    expect(await images.contentKeys([own, id()])).toEqual(new Map([[own, 'p']]));
    expect([await images.storedBytes(owner), await images.storedBytes()]).toEqual([10, 20]);
  });

  it('choose the latest own paper, the default and the library’s, by index', async () => {
    await ready();
    const latest = await ready();
    const disabled = await ready();
    await images.edit(disabled, { enabled: false, name: 'Ätzend', placement: { quad: [] as never } });
    expect(await images.find(disabled)).toMatchObject({ name: 'Ätzend', enabled: false, placement: {} });
    await images.edit(disabled, { placement: null });
    expect((await images.find(disabled))!.placement).toBeUndefined();
    expect((await images.latestOwn(owner))?.id).toBe(latest);
    expect(await images.latestOwn(id())).toBeUndefined();
    const all = [await ready({ ownerId: null }), await ready({ ownerId: null }), await ready({ ownerId: null })];
    await Promise.all(all.map((one) => images.makeDefault(one)));
    const chosen = (await images.default())!;
    expect(all).toContain(chosen.id);
    expect((await images.page({}, LISTING)).items.filter((one) => one.default)).toHaveLength(1);
    expect(await images.makeDefault(latest)).toBeUndefined();
    expect((await images.clearDefault(chosen.id))?.default).toBe(false);
    expect(await images.default()).toBeUndefined();
    expect((await images.preGenerated()).map((one) => one.id)).toEqual(all);
    expect(await queries.scans('find', 'findOne', 'findOneAndUpdate', 'updateOne')).toEqual([]);
  });

  it('count what is waited for and what AI made', async () => {
    const asked = { ai: { tried: true } };
    await papers.insert(paper({ provenance: asked }));
    await ready({ source: 'ai' }, { source: 'ai', provenance: asked });
    const failed = await papers.insert(paper({ provenance: asked }));
    await papers.markFailed(failed, FAILURE);
    expect(await images.countPreparing(owner)).toBe(1);
    expect(await images.countAi(new Date(0))).toEqual({ asked: 3, served: 1, failed: 1 });
    expect(await queries.scans('countDocuments')).toEqual([]);
  });

  it('make each entry of the catalogue once, and remember those that were removed', async () => {
    const key = { catalogueKey: `k-${id()}` };
    const made = await Promise.all(Array.from({ length: 5 }, () => papers.insertOnce(key, paper({ ownerId: null }))));
    expect(new Set(made.map((one) => one?.id)).size).toBe(1);
    const entry = made[0]!.id;
    expect((await papers.nextOfCatalogue())?.id).toBe(entry);
    expect((await papers.markRemoved(entry))?.id).toBe(entry);
    expect(await papers.markRemoved(entry)).toBeUndefined();
    expect(await papers.insertOnce(key, paper({ ownerId: null }))).toBeUndefined();
    await papers.purge(entry);
    expect(await papers.catalogueKeys()).toEqual(new Set([key.catalogueKey]));
    expect(await papers.nextOfCatalogue()).toBeUndefined();
    expect(await queries.scans('find', 'findOne', 'findOneAndUpdate', 'updateOne')).toEqual([]);
  });

  it('take a paper through its life, each step once', async () => {
    const soon = new Date(Date.now() + 60_000);
    const unsettled = async () => (await papers.unsettled(soon)).map(({ image, removed }) => [image.id, removed]);
    const { id: first } = await papers.insert(paper());
    expect(await unsettled()).toEqual([[first, false]]);
    await papers.jobCreated(first);
    expect(await unsettled()).toEqual([]);
    await papers.contentStored(first, FILES);
    expect(await images.find(first)).toMatchObject({ state: 'preparing', contentKey: 'p' });
    const marks = await Promise.all([1, 2, 3].map(() => papers.markReady(first, MADE)));
    expect(marks.filter(Boolean)).toHaveLength(1);
    expect(await papers.markFailed((await images.find(first))!, FAILURE)).toBeUndefined();
    await papers.markRemoved(first);
    expect(await images.find(first)).toBeUndefined();
    expect(await unsettled()).toEqual([[first, true]]);
    await papers.purge(first);
    expect(await unsettled()).toEqual([]);
    const second = await papers.insertOnce({ automaticFor: owner }, paper({ automatic: true }));
    expect(await papers.markFailed(second!, FAILURE)).toMatchObject({ state: 'failed', failure: FAILURE });
    if (!queries.standIn) {
      const next = await papers.insertOnce({ automaticFor: owner }, paper({ automatic: true }));
      expect(next!.id).not.toBe(second!.id);
    }
    expect(await queries.scans('find', 'findOne', 'findOneAndUpdate', 'updateOne', 'deleteOne')).toEqual([]);
  });

  it('keep one choice an artwork, and replace it as it was read', async () => {
    const artworkId = id();
    const choice = (source: KeptChoice['source']): KeptChoice => ({
      baseImageId: id(),
      source,
      named: false,
      ai: { tried: false },
    });
    const first = choice('ai');
    const inserted = await Promise.all(
      [first, choice('default')].map((one) => choices.replace(artworkId, undefined, one)),
    );
    expect(inserted.filter(Boolean)).toHaveLength(1);
    const read = await choices.find(artworkId);
    const replaced = await Promise.all([1, 2, 3].map(() => choices.replace(artworkId, read, choice('pre-generated'))));
    expect(replaced.filter(Boolean)).toHaveLength(1);
    const last = choice('existing');
    await choices.put(artworkId, last);
    expect(await choices.find(artworkId)).toEqual(last);
    await choices.remove(artworkId);
    expect(await choices.find(artworkId)).toBeUndefined();
    expect(await queries.scans('findOne', 'updateOne', 'deleteOne')).toEqual([]);
  });

  function mapping(facts: Partial<Mapping> = {}): Mapping {
    const ids = { id: id(), ownerId: owner, artworkId: id(), jobId: id(), wantedBaseImageId: null, baseImageId: null };
    const how = { preset: 'natural', parameters: {} as never, output: DEFAULT_OUTPUT } as const;
    return { ...ids, ...how, pending: 'job', createdAt: new Date(), ...facts };
  }

  it('list mappings in every way the API allows, by index', async () => {
    const first = mapping({ createdAt: new Date(1) });
    const second = mapping({ createdAt: new Date(2), artworkId: first.artworkId, baseImageId: id() });
    const foreign = mapping({ ownerId: id(), createdAt: new Date(3) });
    for (const one of [first, second, foreign]) await mappings.insert(one);
    const idsOf = async (filter: object, sort = '-createdAt') =>
      (await mappings.page(filter, { ...LISTING, sort })).items.map((found) => found.id);
    expect(await idsOf({})).toEqual([foreign.id, second.id, first.id]);
    expect(await idsOf({ ownerId: owner }, 'createdAt')).toEqual([first.id, second.id]);
    expect(await idsOf({ ownerId: owner, artworkId: first.artworkId })).toEqual([second.id, first.id]);
    expect(await idsOf({ baseImageId: second.baseImageId })).toEqual([second.id]);
    expect(await mappings.find(first.id)).toEqual(first);
    expect(await mappings.jobIds({ ownerId: owner, artworkId: first.artworkId })).toHaveLength(2);
    expect((await mappings.findByJobs([foreign.jobId, first.jobId, id()])).map((found) => found.id)).toEqual([
      foreign.id,
      first.id,
    ]);
    expect(await mappings.living([first.id, id()])).toEqual(new Set([first.id]));
    await expect(mappings.insert(mapping({ jobId: first.jobId }))).rejects.toMatchObject({ code: 11_000 });
    expect(await queries.scans('find', 'findOne')).toEqual([]);
  });

  it('hand a mapping’s pending work to one, and hide it while it is removed', async () => {
    const one = mapping();
    await mappings.insert(one);
    const taken = await Promise.all([1, 2, 3].map(() => mappings.setPending(one.id, 'job', 'settlement')));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const baseImageId = id();
    await mappings.setBaseImage(one.id, baseImageId);
    expect(await mappings.find(one.id)).toMatchObject({ baseImageId, pending: 'settlement' });
    const removals = await Promise.all([1, 2, 3].map(() => mappings.beginRemoval(one.id)));
    expect(removals.filter(Boolean)).toHaveLength(1);
    expect(await mappings.find(one.id)).toBeUndefined();
    expect((await mappings.pending('removal', 5)).map((found) => found.id)).toEqual([one.id]);
    expect(await mappings.pending('removal', 5, one.id)).toEqual([]);
    await mappings.remove(one.id);
    expect(await mappings.pending('removal', 5)).toEqual([]);
    expect(await queries.scans('find', 'findOne', 'findOneAndUpdate', 'updateOne', 'deleteOne')).toEqual([]);
  });

  it('keep direct uploads of each owner, and what they became', async () => {
    const wish = { bytes: 7, mediaType: 'image/png' } as const;
    const [now, later] = [new Date(), new Date(Date.now() + 1000)];
    const one = newDirectUpload(owner, { ...wish, title: 'One', sha256: 'a'.repeat(64) }, later);
    const two = newDirectUpload(owner, wish, now);
    const foreign = newDirectUpload(id(), wish, now);
    for (const upload of [one, two, foreign]) await uploads.insert(upload);
    expect(await uploads.find(owner, one.id)).toEqual(one);
    expect(await uploads.find(owner, foreign.id)).toBeUndefined();
    expect(await uploads.ofOwner(owner)).toEqual([two, one]);
    const all = [one.id, two.id, foreign.id, id()];
    expect(await uploads.living(all, now)).toEqual(new Set([one.id, two.id, foreign.id]));
    expect(await uploads.living(all, two.endsAt)).toEqual(new Set([one.id]));

    const made = { id: id(), duplicate: false };
    const found = { ...made, duplicate: true };
    await Promise.all([uploads.complete(one.id, found), uploads.complete(one.id, made)]);
    await uploads.complete(one.id, found);
    expect(await uploads.find(owner, one.id)).toMatchObject({ state: 'completed', artwork: made });
    const closings = await Promise.all([1, 2, 3].map(() => uploads.close(two.id)));
    expect([closings.filter(Boolean).length, await uploads.close(one.id)]).toEqual([1, false]);
    expect(await uploads.living(all, now)).toEqual(new Set([foreign.id]));
    await uploads.remove(two.id);
    expect(await uploads.find(owner, two.id)).toBeUndefined();
    expect(await queries.scans('find', 'findOne', 'updateOne', 'deleteOne')).toEqual([]);
  });

  it('open one share a mapping', async () => {
    const mappingId = id();
    const opened = await Promise.all(Array.from({ length: 5 }, () => shares.open(mappingId, owner)));
    expect(new Set(opened.map(({ token }) => token)).size).toBe(1);
    expect(await shares.findByToken(opened[0]!.token)).toEqual(opened[0]);
    await shares.close(mappingId);
    expect(await shares.findByToken(opened[0]!.token)).toBeUndefined();
    const another = await shares.open(id(), owner);
    await shares.open(id(), id());
    expect(await shares.ofOwner(owner)).toEqual([another]);
    expect(await shares.page(owner, LISTING)).toMatchObject({ total: 1, items: [another] });
    await shares.closeAll(owner);
    expect(await shares.ofOwner(owner)).toEqual([]);
    expect(await queries.scans('find', 'findOne', 'deleteOne', 'deleteMany')).toEqual([]);
  });

  it('keep templates of each owner, and list them by index', async () => {
    const look = { ownerId: owner, preset: 'natural', parameters: {} } as const;
    const one = await templates.insert({ ...look, name: 'b' });
    const two = await templates.insert({ ...look, name: 'a' });
    await templates.insert({ ...look, name: 'c', ownerId: id() });
    for (const sort of ['name', 'createdAt']) {
      const forward = (await templates.page(owner, { ...LISTING, sort })).items;
      expect((await templates.page(owner, { ...LISTING, sort: `-${sort}` })).items).toEqual(forward.toReversed());
    }
    expect((await templates.page(owner, { ...LISTING, sort: 'name' })).items).toEqual([two, one]);
    expect((await templates.change(owner, one.id, { name: 'd' }))?.name).toBe('d');
    expect(await templates.change(id(), one.id, { name: 'e' })).toBeUndefined();
    expect([await templates.delete(id(), one.id), await templates.delete(owner, one.id)]).toEqual([false, true]);
    expect(await templates.ofOwner(owner)).toEqual([two]);
    await templates.deleteAll(owner);
    expect(await templates.count(owner)).toBe(0);
    expect(await queries.scans('find', 'findOneAndUpdate', 'deleteOne', 'deleteMany', 'countDocuments')).toEqual([]);
  });

  it('are asked for everything they can', () => expect(queries.unusedMethods()).toEqual([]));
});

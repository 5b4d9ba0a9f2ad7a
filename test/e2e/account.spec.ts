import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, type Application, OPERATOR } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';
import { readZip } from '../support/zip-reader.js';

describe('an account', () => {
  let app: Application;
  let scene: MappingScene;
  let operator: Account;
  beforeAll(async () => {
    app = await sharedApplication();
    scene = new MappingScene(app);
    operator = await app.operator();
  });

  const close = (as: Account, password = as.password) => app.api('/me', { method: 'DELETE', as, json: { password } });

  /** Someone who has one of everything. */
  async function artistAtHome() {
    const artist = await app.signUp();
    const subject = await scene.subject(artist);
    const { body: mapping } = await scene.map(artist, subject, { wait: 30 });
    const share = await app.api(`/mappings/${mapping.id}/share`, { as: artist, method: 'POST' });
    const { body: apiKey } = await app.api('/api-keys', { as: artist, json: { name: 'Print shop' } });
    return { artist, ...subject, mapping, shareToken: share.body.token as string, apiKey };
  }

  const filesOf = async (...folder: string[]) => {
    const entries = await readdir(join(app.dataDir, 'files', ...folder), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };

  describe('takes away', () => {
    const entriesFor = async (as: Account) => {
      const answer = await app.request('/me/export', { as });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
      expect(answer.headers.get('content-disposition')).toContain('attachment');
      const entries = readZip(Buffer.from(await answer.arrayBuffer()));
      const records = (name: string) =>
        JSON.parse(entries.find((entry) => entry.name === name)!.content.toString()) as Record<string, unknown>[];
      return { entries, records };
    };

    it('its pictures byte by byte, and what is recorded of them', async () => {
      const { artist, artworkId, baseImageId, mapping, shareToken, apiKey } = await artistAtHome();
      const { entries, records } = await entriesFor(artist);
      const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
      const contentOf = ({ file }: Record<string, unknown>) => entries.find(({ name }) => name === file)!.content;
      const [artwork] = records('artworks.json');
      expect(artwork).toMatchObject({ id: artworkId, title: 'art' });
      const { body: seen } = await app.api(`/artworks/${artworkId}`, { as: artist });
      expect(contentOf(artwork!)).toEqual(await bytesAt(seen.contentUrl));
      const [mapped] = records('mappings.json');
      expect(mapped).toMatchObject({ id: mapping.id, artworkId, baseImageId, status: 'succeeded' });
      expect(contentOf(mapped!)).toEqual(await bytesAt(mapping.result.url));
      const [paper] = records('papers.json');
      expect(paper).toMatchObject({ id: baseImageId });
      expect(contentOf(paper!).length).toBeGreaterThan(1000);
      expect(records('shares.json')).toMatchObject([{ mappingId: mapping.id, token: shareToken }]);
      const { id, name, lastFour, createdAt } = apiKey;
      expect(records('api-keys.json')).toEqual([{ id, name, lastFour, createdAt, expiresAt: null, lastUsedAt: null }]);
      expect(records('account.json')).toMatchObject({ id: artist.id, email: artist.email });
    });

    it('nothing secret and nothing of others', async () => {
      const { entries } = await entriesFor(await app.signUp());
      expect(entries.map(({ name }) => name).toSorted()).toEqual([
        'account.json',
        'api-keys.json',
        'artworks.json',
        'mappings.json',
        'papers.json',
        'shares.json',
        'templates.json',
        'webhooks.json',
      ]);
      expect(Buffer.concat(entries.map(({ content }) => content)).toString()).not.toMatch(/hash|generation|session/i);
      expect((await app.api('/me/export')).status).toBe(401);
    });
  });

  describe('is closed', () => {
    it('with everything it had, and nothing of others', async () => {
      const [gone, stays] = [await artistAtHome(), await artistAtHome()];
      const { artist, baseImageId, mapping, shareToken, apiKey } = gone;
      expect((await close(artist)).status).toBe(204);

      for (const accessToken of [artist.accessToken, apiKey.key]) {
        expect((await app.api('/auth/me', { as: { accessToken } })).status).toBe(401);
      }
      const { email, password, refreshToken } = artist;
      expect((await app.api('/auth/login', { json: { email, password } })).status).toBe(401);
      expect((await app.api('/auth/refresh', { json: { refreshToken } })).status).toBe(401);
      expect((await app.api(`/shares/${shareToken}`)).status).toBe(404);
      expect((await fetch(mapping.result.url)).status).toBe(404);
      expect(await filesOf('users', artist.id)).toEqual([]);
      expect(await filesOf('base-images', baseImageId)).toEqual([]);

      expect((await app.api(`/users/${artist.id}`, { as: operator })).status).toBe(404);
      const found = await app.api(`/users?search=${encodeURIComponent(email)}`, { as: operator });
      expect(found.body.total).toBe(0);
      for (const path of ['mappings', 'artworks']) {
        expect((await app.api(`/${path}?ownerId=${artist.id}`, { as: operator })).body.total).toBe(0);
      }
      expect((await app.api(`/jobs?ownerId=${artist.id}`, { as: operator })).body.total).toBe(0);

      expect((await app.api(`/shares/${stays.shareToken}`)).status).toBe(200);
      expect((await fetch(stays.mapping.result.url)).status).toBe(200);
      expect(await filesOf('users', stays.artist.id)).not.toEqual([]);
      expect((await app.signUp(email)).id).not.toBe(artist.id);
    });

    it('while a picture of it is being mapped', async () => {
      const artist = await app.signUp();
      const subject = await scene.subject(artist);
      const { body: mapping } = await scene.map(artist, {
        ...subject,
        output: breadth({ width: 2100, height: 1400 }, { width: 3000, height: 2000 }),
      });
      expect((await close(artist)).status).toBe(204);
      expect((await app.api(`/jobs/${mapping.jobId}`, { as: operator })).status).toBe(404);
      const other = await app.signUp();
      await scene.map(other, await scene.subjectOnDefault(other), { wait: 30 });
      expect(await filesOf('users', artist.id)).toEqual([]);
    });

    it('by nobody who does not know its password', async () => {
      const artist = await app.signUp();
      const wrong = await close(artist, 'not the password');
      expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/password' }] } });
      expect((await app.api('/me', { method: 'DELETE', as: artist, json: {} })).status).toBe(422);
      expect((await app.api('/auth/me', { as: artist })).status).toBe(200);
    });

    it('by an operator, who sees how many are on their way', async () => {
      const [artist, other] = [await app.signUp(), await app.signUp()];
      const closeAs = (as: Account) => app.api(`/users/${artist.id}`, { method: 'DELETE', as });
      expect((await closeAs(other)).status).toBe(403);
      const before = (await app.api('/retention', { as: operator })).body.closedAccounts;
      expect((await closeAs(operator)).status).toBe(204);
      expect((await closeAs(operator)).status).toBe(404);
      expect((await app.api('/auth/me', { as: artist })).status).toBe(401);
      const retention = await app.api('/retention', { as: operator });
      expect(retention.body).toMatchObject({
        closedAccounts: before + 1,
        orphanSeconds: 3600,
        closedAccountSeconds: 0,
      });
      expect((await app.api('/retention', { as: other })).status).toBe(403);
    });

    it('never where no operator would be left', async () => {
      expect((await close(operator, OPERATOR.password)).status).toBe(409);
      expect((await app.api('/users', { as: operator })).status).toBe(200);
    });
  });
});

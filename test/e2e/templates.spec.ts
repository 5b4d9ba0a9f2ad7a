import type { Account, Application } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';

describe('templates', () => {
  let app: Application;
  let artist: Account;
  let other: Account;

  beforeAll(async () => {
    app = await sharedApplication();
    [artist, other] = await Promise.all([app.signUp(), app.signUp()]);
  });

  const zine = { name: 'Zine', preset: 'natural', parameters: { wear: 0.8, ink: { absorption: 0.3 } } };
  const keep = (json: unknown, as = artist) => app.api('/templates', { as, json });

  it('are kept, renamed, changed and deleted by their owner', async () => {
    const { status, body } = await keep(zine);
    expect(status).toBe(201);
    expect(body).toEqual({ ...zine, id: body.id, createdAt: expect.any(String) });
    const change = (json: unknown) => app.api(`/templates/${body.id}`, { as: artist, method: 'PATCH', json });
    expect((await change({ name: 'Zine, torn' })).body).toEqual({ ...body, name: 'Zine, torn' });
    expect((await change({ parameters: { edge: 'deckle' } })).body.parameters).toEqual({ edge: 'deckle' });
    const remove = () => app.api(`/templates/${body.id}`, { as: artist, method: 'DELETE' });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
  });

  it('are nobody else’s', async () => {
    const { body } = await keep(zine);
    expect((await app.api('/templates', { as: other })).body).toMatchObject({ items: [], total: 0 });
    const path = `/templates/${body.id}`;
    expect((await app.api(path, { as: other, method: 'PATCH', json: { name: 'Mine' } })).status).toBe(404);
    expect((await app.api(path, { as: other, method: 'DELETE' })).status).toBe(404);
    expect((await app.api('/templates')).status).toBe(401);
  });

  it('are listed by name or age', async () => {
    await Promise.all([keep({ ...zine, name: 'B' }, other), keep({ ...zine, name: 'A' }, other)]);
    const { body } = await app.api('/templates?sort=name', { as: other });
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['A', 'B']);
  });

  it('hold only what a mapping takes', async () => {
    const { status, body } = await keep({ ...zine, parameters: { wear: 2 } });
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/parameters/wear' })]);
    expect((await keep({ ...zine, name: ' ' })).status).toBe(422);
  });
});

import { type Account, type Application, startApplication } from '../support/application.js';
import { eventsOf, type ReceivedEvent } from '../support/event-stream.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';

describe('events of a mapping', () => {
  let app: Application;
  let scene: MappingScene;
  let artist: Account;
  let operator: Account;
  let subject: { artworkId: string; baseImageId: string };

  beforeAll(async () => {
    app = await sharedApplication();
    scene = new MappingScene(app);
    artist = await app.signUp();
    operator = await app.operator();
    subject = await scene.subjectOnDefault(artist);
  });

  const follow = (id: string, lastEventId?: string) =>
    app.request(`/mappings/${id}/events`, {
      as: artist,
      headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    });
  const allOf = async (response: Response): Promise<ReceivedEvent[]> => {
    const events: ReceivedEvent[] = [];
    for await (const event of eventsOf(response)) events.push(event);
    return events;
  };
  const pause = () => app.api('/jobs/pause', { method: 'POST', as: operator });
  const resume = () => app.api('/jobs/resume', { method: 'POST', as: operator });

  it('lead from the place in the queue to the result, and end', async () => {
    await pause();
    const first = await scene.map(artist, subject);
    const { body } = await scene.map(artist, subject);
    const response = await follow(body.id);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const events: ReceivedEvent[] = [];
    for await (const event of eventsOf(response)) {
      events.push(event);
      if (events.length === 1) await app.api(`/mappings/${first.body.id}/cancel`, { method: 'POST', as: artist });
      if (event.data.queuePosition === 1) await resume();
    }
    expect(events.map(({ event }) => event).filter((event, i, all) => event !== all[i - 1])).toEqual(
      expect.arrayContaining(['queued', 'done']),
    );
    expect(events.map(({ data }) => data.queuePosition).slice(0, 2)).toEqual([2, 1]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const { body: mapping } = await scene.get(artist, body.id);
    expect(events.at(-1)).toMatchObject({ event: 'done', data: mapping });
  });

  it('go on where they were cut off, and say when there is no more', async () => {
    await pause();
    const { body } = await scene.map(artist, subject);
    const cut = await follow(body.id);
    const first = (await eventsOf(cut).next()).value as ReceivedEvent;
    await app.api(`/mappings/${body.id}/cancel`, { method: 'POST', as: artist });
    await resume();
    const rest = await allOf(await follow(body.id, first.id));
    expect(rest.map(({ event }) => event)).toEqual(['cancelled']);
    expect((await follow(body.id, rest[0]!.id)).status).toBe(204);
    expect((await allOf(await follow(body.id))).map(({ event }) => event)).toEqual(['cancelled']);
  });

  it('end when the mapping is deleted', async () => {
    await pause();
    const { body } = await scene.map(artist, subject);
    const events = eventsOf(await follow(body.id));
    expect((await events.next()).value).toMatchObject({ event: 'queued' });
    await app.api(`/mappings/${body.id}`, { method: 'DELETE', as: artist });
    expect((await events.next()).done).toBe(true);
    expect((await follow(body.id)).status).toBe(404);
    await resume();
  });

  it('are for the owner and operators', async () => {
    const { body } = await scene.map(artist, subject, { wait: 30 });
    const path = `/mappings/${body.id}/events`;
    expect((await app.request(path)).status).toBe(401);
    expect((await app.request(path, { as: await app.signUp() })).status).toBe(404);
    expect((await allOf(await app.request(path, { as: operator }))).map(({ event }) => event)).toEqual(['done']);
  });

  it('do not hold up the end of the service', async () => {
    const own = await startApplication();
    const ownScene = new MappingScene(own);
    const owner = await own.signUp();
    await own.api('/jobs/pause', { method: 'POST', as: await own.operator() });
    const { body } = await ownScene.map(owner, { artworkId: await ownScene.artwork(owner) });
    const events = eventsOf(await own.request(`/mappings/${body.id}/events`, { as: owner }));
    await events.next();
    const [code, last] = await Promise.all([own.stop(), events.next()]);
    expect([code, last.done]).toEqual([0, true]);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { runKillCampaign } from '../support/kill-campaign.js';
import { MappingScene } from '../support/mapping-scene.js';

const ENV = { PAPER_LIBRARY: 'none' };

it('ends every mapping once, with one whole result, however often the process is killed', async () => {
  const [kills, mappings, backlog] = breadth([1, 5, 4], [3, 20, 8]);
  const figures = await runKillCampaign({ kills, mappings, backlog, longestLifeMilliseconds: 700 });
  expect(figures).toMatchObject({
    kills,
    accepted: mappings,
    failed: [],
    lost: 0,
    duplicated: 0,
    broken: 0,
    untold: [],
    toldAsTwo: [],
    dangling: [],
    temporary: [],
  });
  expect(figures.succeeded).toBeGreaterThanOrEqual(mappings);
}, 180_000);

it('goes on after an orderly restart where it stopped, without losing an attempt', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-restart-'));
  const first = await startApplication({ dataDir, env: { ...ENV, SHUTDOWN_SECONDS: '1', JOB_CONCURRENCY: '1' } });
  const artist = await first.signUp();
  const scene = new MappingScene(first);
  const subject = await scene.subject(artist);
  const ids: string[] = [];
  // The first takes longer than the service waits for it; the others wait behind it.
  for (const width of [2000, 480, 480, 480])
    ids.push((await scene.map(artist, { ...subject, output: { width } })).body.id);
  expect(await first.stop()).toBe(0);
  const stoppedAt = Date.now();

  const second = await startApplication({ dataDir, env: ENV });
  try {
    const resumed = new MappingScene(second);
    const ended = await Promise.all(ids.map((id) => resumed.ended(artist, id)));
    for (const mapping of ended) expect(mapping).toMatchObject({ status: 'succeeded', attempts: 1 });
    expect(ended.some(({ finishedAt }) => Date.parse(finishedAt) > stoppedAt)).toBe(true);
  } finally {
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 180_000);

import { JobsCluster } from '../../test/support/jobs-in-process.js';
import { JobWatch, stateOf, type WatchedJob } from './job-watch.js';

describe('watching a job', () => {
  let cluster: JobsCluster;
  beforeAll(async () => (cluster = await JobsCluster.open()));
  afterEach(() => cluster.clear());
  afterAll(() => cluster.close());

  const never = new AbortController().signal;

  it('shows what a worker in another process does', async () => {
    const api = await cluster.start(() => Promise.reject(new Error('not here')), { role: 'api' });
    const { id } = await api.enqueue();
    const seen: WatchedJob[] = [];
    let finish = () => {};
    const shown = new Promise<void>((settle) => (finish = settle));
    for await (const watched of api.get(JobWatch).follow(id, never)) {
      seen.push(watched);
      if (watched.job.progress?.step === 'shade') finish();
      if (seen.length > 1) continue;
      await cluster.start(async (_payload, context) => {
        context.progress('shade', 0.5);
        await shown;
        return undefined as never;
      });
    }
    expect(seen[0]).toMatchObject({ job: { status: 'queued' }, queuePosition: 1 });
    expect(seen.map(({ job }) => job.progress?.step)).toContain('shade');
    expect(seen.at(-1)!.job.status).toBe('succeeded');
    expect(new Set(seen.map(stateOf)).size).toBe(seen.length);
  });

  it('ends with the signal, with the service, and where the job is gone', async () => {
    const api = await cluster.start(() => Promise.reject(new Error('not here')), { role: 'api' });
    const watch = api.get(JobWatch);
    const { id } = await api.enqueue();
    const controller = new AbortController();
    const aborted = watch.follow(id, controller.signal);
    await aborted.next();
    const removed = watch.follow(id, never);
    await removed.next();
    controller.abort();
    expect((await aborted.next()).done).toBe(true);
    await api.service.remove(id);
    expect((await removed.next()).done).toBe(true);
    const other = watch.follow((await api.enqueue()).id, never);
    await other.next();
    const [last] = await Promise.all([other.next(), api.stop()]);
    expect(last.done).toBe(true);
  });
});

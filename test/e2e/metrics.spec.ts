import { type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';

const TOKEN = 'canary-metrics-token-1';

describe('metrics', () => {
  it('are not there without a token in the configuration', async () => {
    const app = await startApplication();
    const { status, body } = await app.api('//metrics');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'NOT_FOUND' });
    await app.stop();
  });

  describe('with a token', () => {
    let app: RunningApplication;
    const read = async (): Promise<string> =>
      (await app.api('//metrics', { headers: { authorization: `Bearer ${TOKEN}` } })).body;

    beforeAll(async () => {
      app = await startApplication({ env: { METRICS_TOKEN: TOKEN, METRICS_PORT: '0' } });
    });
    afterAll(() => app.stop());

    it('are for those alone who have it', async () => {
      const operator = await app.operator();
      expect((await app.api('//metrics')).status).toBe(401);
      expect((await app.api('//metrics', { headers: { authorization: `Bearer ${TOKEN}x` } })).status).toBe(401);
      expect((await app.api('//metrics', { as: operator })).status).toBe(401);
      expect((await app.api('//metrics', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
    });

    it('count requests by route template, and what matches none together', async () => {
      await app.api('/jobs/64b000000000000000000001');
      await app.api('//surprise/one');
      await app.api('//surprise/two', { method: 'BREW' }).catch(() => undefined);
      const page = await read();
      expect(page).toContain(
        'http_request_duration_seconds_count{method="GET",route="/api/v1/jobs/:id",status="401"} 1',
      );
      expect(page).toContain('http_request_duration_seconds_count{method="GET",route="unmatched",status="404"} 1');
      expect(page).not.toContain('64b000000000000000000001');
      expect(page).not.toContain('surprise');
    });

    it('tell of jobs, renderings, dependencies, storage, database and process', async () => {
      const artist = await app.signUp();
      const scene = new MappingScene(app);
      const subject = await scene.subject(artist);
      const made = await scene.map(artist, { ...subject, output: { format: 'jpeg', width: 240 } }, { wait: 25 });
      expect(made.body.status).toBe('succeeded');
      const page = await read();
      for (const line of [
        /^artwork_mapping_job_attempts_total\{kind="mapping",outcome="succeeded"\} 1$/m,
        /^artwork_mapping_job_step_seconds_count\{kind="mapping",step="follow-folds"\} 1$/m,
        /^artwork_mapping_jobs\{state="succeeded"\} [12]$/m,
        /^artwork_mapping_job_oldest_queued_seconds 0$/m,
        /^artwork_mapping_job_workers\{state="alive"\} 1$/m,
        /^artwork_mapping_render_seconds_per_megapixel_count\{purpose="mapping"\} 1$/m,
        /^artwork_mapping_engine_threads \d+$/m,
        /^artwork_mapping_engine_memory_budget_bytes \d+$/m,
        /^artwork_mapping_dependency_up\{dependency="database",required="true"\} 1$/m,
        /^artwork_mapping_dependency_up\{dependency="storage",required="true"\} 1$/m,
        /^artwork_mapping_storage_operation_seconds_count\{operation="write",outcome="done"\} \d+$/m,
        /^artwork_mapping_storage_bytes_total\{direction="written"\} \d+$/m,
        /^artwork_mapping_database_command_seconds_count\{command="find",outcome="done"\} \d+$/m,
        /^artwork_mapping_disk_free_bytes \d+$/m,
        /^nodejs_eventloop_lag_p99_seconds /m,
        /^process_resident_memory_bytes \d+$/m,
      ]) {
        expect(page).toMatch(line);
      }
    });

    it('stand on a port of their own without a token', async () => {
      const [, port] = /"port":(\d+),"msg":"metrics listening"/.exec(app.output) ?? [];
      const own = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
      expect(await (await own('/metrics')).text()).toContain('process_cpu_seconds_total');
      expect((await own('/api/v1/auth/me')).status).toBe(404);
    });
  });
});

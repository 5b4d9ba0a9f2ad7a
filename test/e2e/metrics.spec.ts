import { readFileSync } from 'node:fs';
import { type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';
import { until } from '../support/until.js';

const TOKEN = 'canary-metrics-token-1';

describe('metrics', () => {
  it('are not there without a token in the configuration', async () => {
    const app = await sharedApplication();
    const { status, body } = await app.api('//metrics');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'NOT_FOUND' });
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
      // The attempt is counted once its end is on record, which the client is told of.
      await until(async () => /^artwork_mapping_job_attempts_total\{kind="mapping"/m.test(await read()));
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

    it.each(['alerts.yml', 'dashboard.json'])('hold what docker/observability/%s asks for', async (file) => {
      const served = seriesOf(await read());
      const asked = seriesAskedFor(readFileSync(`docker/observability/${file}`, 'utf8').replaceAll('\\"', '"'));
      expect(asked.length).toBeGreaterThan(15);
      const missing = asked.flatMap(({ name, labels }) => {
        const known = served.get(name);
        return known === undefined ? [name] : labels.filter((label) => known.size > 0 && !known.has(label));
      });
      expect(missing).toEqual([]);
    });

    it('stand on a port of their own without a token', async () => {
      const [, port] = /"port":(\d+),"msg":"metrics listening"/.exec(app.output) ?? [];
      const own = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
      expect(await (await own('/metrics')).text()).toContain('process_cpu_seconds_total');
      expect((await own('/api/v1/auth/me')).status).toBe(404);
    });
  });
});

/** Series by name, each with the labels of its samples; none where nothing was counted yet. */
function seriesOf(page: string): Map<string, ReadonlySet<string>> {
  const suffixes = (type: string) => (type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']);
  const names = [...page.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) =>
    suffixes(type!).map((suffix) => `${name}${suffix}`),
  );
  return new Map(
    names.map((name) => {
      const samples = [...page.matchAll(new RegExp(`^${name}\\{(.*)\\} `, 'gm'))];
      return [name, new Set(samples.flatMap(([, labels]) => labelsIn(labels!)))];
    }),
  );
}

/** Series that PromQL expressions in the text ask for, with the labels they are chosen and summed by. */
function seriesAskedFor(text: string): { readonly name: string; readonly labels: readonly string[] }[] {
  const expression =
    /(?:by \(([^)]*)\) \()?(?:rate\()?\b((?:artwork_mapping|http|nodejs|process)_\w+)(?:\{([^}]*)\})?/g;
  // Prometheus adds these itself.
  const own = new Set(['instance', 'job']);
  return [...text.matchAll(expression)].map(([, by = '', name, matchers = '']) => ({
    name: name!,
    labels: [...by.split(/, */).filter(Boolean), ...labelsIn(matchers)].filter((label) => !own.has(label)),
  }));
}

function labelsIn(text: string): string[] {
  return [...text.matchAll(/(\w+)(?:=~|!~|!=|=)"[^"]*"/g)].map(([, label]) => label!);
}

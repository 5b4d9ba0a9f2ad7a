import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Application, type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { formOf, picture } from '../support/pictures.js';
import { sharedApplication } from '../support/shared-application.js';
import { until } from '../support/until.js';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly context?: string;
  readonly requestId?: string;
  readonly jobId?: string;
  readonly [field: string]: unknown;
}

const INFO = 30;
const linesOf = ({ output }: Application): Line[] =>
  output
    .split('\n')
    // What follows the last line break may be the half of a line.
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

describe('logs', () => {
  let talkative: RunningApplication;
  const secrets = {
    password: 'canary-password-7f3a',
    newPassword: 'canary-new-password-9c1d',
    jwt: 'canary-jwt-secret-0123456789abcdef0123456789',
    previous: 'canary-old-secret-0123456789abcdef0123456789',
    operator: 'canary-operator-password',
    metrics: 'canary-metrics-token',
  };
  beforeAll(async () => {
    talkative = await startApplication({
      env: {
        LOG_LEVEL: 'trace',
        JWT_SECRET: secrets.jwt,
        JWT_PREVIOUS_SECRETS: secrets.previous,
        OPERATOR_PASSWORD: secrets.operator,
        METRICS_TOKEN: secrets.metrics,
        JOB_MAX_ATTEMPTS: '1',
      },
    });
  });
  afterAll(() => talkative.stop());

  it('of a start are short; of a request each names it, and one sums it up; probes leave none', async () => {
    const app = await sharedApplication();
    const all = linesOf(app);
    const lines = all.slice(0, all.findIndex(({ msg }) => msg === 'listening') + 1);
    expect(lines.filter(({ level }) => level >= INFO).length).toBeLessThanOrEqual(8);
    expect(lines.filter(({ level }) => level > INFO)).toEqual([]);
    expect(app.output).not.toMatch(/RouterExplorer|RoutesResolver|InstanceLoader/);
    await app.api('//health/live');
    const { headers } = await app.api('/auth/login', {
      json: { email: 'nobody@example.org', password: 'whatever it was' },
      headers: { 'x-request-id': 'from-the-proxy.1' },
    });
    expect(headers.get('x-request-id')).toBe('from-the-proxy.1');
    const ofRequest = () => linesOf(app).filter(({ requestId }) => requestId === 'from-the-proxy.1');
    await until(() => ofRequest().length > 1);
    const own = ofRequest();
    expect(own.map(({ msg }) => msg)).toEqual(['sign-in refused', 'POST /api/v1/auth/login 401']);
    expect(app.output).not.toContain('/health/live');
  });

  it('name the job and the request it came from where an attempt fails', async () => {
    const app = talkative;
    const artist = await app.signUp();
    const scene = new MappingScene(app);
    const subject = await scene.subject(artist);
    await breakFiles(join(app.dataDir, 'files', 'users', artist.id));
    const request = { ...subject, output: { format: 'jpeg', width: 240 } };
    const { body } = await app.api('/mappings', {
      as: artist,
      json: request,
      headers: { 'x-request-id': 'request-of-the-job', prefer: 'wait=20' },
    });
    expect(body.status).toBe('failed');
    const failed = () => linesOf(app).find(({ msg }) => msg === 'an attempt failed');
    await until(() => failed() !== undefined);
    expect(failed()).toMatchObject({ jobId: body.jobId, requestId: 'request-of-the-job', context: 'JobRunner' });
  });

  it('are one line of JSON each, whatever clients send: no line of their own, no command to a terminal', async () => {
    const app = talkative;
    const forged = '\r\n{"level":60,"msg":"forged"}\u001B[2J\u0085\u2028';
    const artist = await app.signUp();
    const form = formOf(await picture(32, 32).png().toBuffer(), `a${forged}.png`, { title: `b${forged}` });
    const uploaded = await app.api('/artworks', { as: artist, form });
    expect(uploaded.status).toBe(400);
    await app.api('/auth/login', { json: { email: `c${forged}@example.org`, password: forged } });
    await app.api(`//d${encodeURIComponent(forged)}`, { headers: { 'user-agent': 'e\u009B31m' } });
    await app.api('/auth/me', { headers: { authorization: 'Bearer f\u009B31m', 'x-request-id': '"g\u009B' } });
    await until(() => linesOf(app).some(({ msg }) => msg === 'GET /api/v1/auth/me 401'));
    const lines = app.output.split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !line.startsWith('{"level"'))).toEqual([]);
    expect(lines.map((line) => (JSON.parse(line) as Line).msg)).not.toContain('forged');
    // oxlint-disable-next-line no-control-regex -- the commands of terminals are what is looked for
    expect(app.output.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/);
  });

  it('hold no secret, whatever is asked and however much is logged', async () => {
    const app = talkative;
    const email = 'canary@example.org';
    const { body: session } = await app.api('/auth/register', { json: { email, password: secrets.password } });
    const artist = { ...session, id: session.user.id, email, password: secrets.password };
    const { body: renewed } = await app.api('/auth/refresh', { json: { refreshToken: session.refreshToken } });
    await app.api('/auth/refresh', { json: { refreshToken: `${renewed.refreshToken}x` } });
    await app.api('/auth/login', { json: { email, password: `${secrets.password}wrong` } });
    await app.api('/auth/login', { json: { email, password: secrets.password, role: 'operator' } });
    await app.api('/auth/login', {
      headers: { 'content-type': 'application/json' },
      method: 'POST',
      raw: `{"${secrets.password}`,
    });
    await app.api('//metrics', { headers: { authorization: `Bearer ${secrets.metrics}` } });
    const scene = new MappingScene(app);
    const { artworkId } = await scene.subject(artist);
    const { body: artwork } = await app.api(`/artworks/${artworkId}`, { as: artist });
    const signed = new URL(artwork.contentUrl);
    await fetch(signed);
    await fetch(signed.href.replace(/.$/, '~'));
    const { body: apiKey } = await app.api('/api-keys', { as: artist, json: { name: 'Canary' } });
    expect((await app.api('/auth/me', { as: { accessToken: apiKey.key } })).status).toBe(200);
    const misplaced = { headers: { 'x-request-id': apiKey.key } };
    await app.api(`/artworks/${apiKey.key}?key=${apiKey.key}`, misplaced);
    await app.api('/auth/me', { as: { accessToken: apiKey.key.slice(0, -1) } });
    await app.api('/auth/change-password', {
      method: 'POST',
      as: artist,
      json: { currentPassword: secrets.password, newPassword: secrets.newPassword },
    });
    await app.operator().catch(() => undefined);
    await app.stop();
    const canaries = {
      ...secrets,
      accessToken: session.accessToken,
      refreshToken: session.refreshToken,
      renewedAccessToken: renewed.accessToken,
      renewedRefreshToken: renewed.refreshToken,
      apiKey: apiKey.key,
      signature: signed.searchParams.get('signature')!,
    };
    for (const value of Object.values(canaries)) expect(value.length).toBeGreaterThan(15);
    expect(Object.entries(canaries).filter(([, value]) => app.output.includes(value))).toEqual([]);
    expect(linesOf(app).length).toBeGreaterThan(20);
  });
});

/** Cuts every stored picture short, so that it cannot be decoded. */
async function breakFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.startsWith('original')) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path);
    await writeFile(
      path,
      Buffer.concat([content.subarray(0, 200), Buffer.alloc(content.length - 400), content.subarray(-200)]),
    );
  }
}

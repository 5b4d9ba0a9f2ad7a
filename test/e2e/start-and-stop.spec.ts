import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApplication, startApplication } from '../support/application.js';
import { breadth } from '../support/breadth.js';

/** Starts what cannot start. @returns what it said, and its exit code */
async function failedStart(env: Record<string, string>): Promise<{ said: string; code: string }> {
  const started = await startApplication({ env }).catch((error: Error) => error.message);
  if (typeof started !== 'string') {
    await started.stop();
    throw new Error('it started');
  }
  const [, code = '', said = ''] = /exited with (\d+) at start:\n([\s\S]*)/.exec(started) ?? [];
  return {
    code,
    said: said
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'))
      .join('\n'),
  };
}

describe('a start that cannot succeed says why in one line', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-start-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('wrong variables, all of them', async () => {
    const { said, code } = await failedStart({ PORT: 'http', BCRYPT_COST: '2' });
    expect(code).toBe('78');
    expect(said.split('\n')).toHaveLength(2);
    expect(said).toContain('PORT: expected a whole number from 0 to 65535, received "http"');
  });

  it('a port in use', async () => {
    const server: Server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = String(address !== null && typeof address === 'object' ? address.port : 0);
    const { said, code } = await failedStart({ PORT: port });
    server.close();
    expect({ said, code }).toEqual({
      said: `Port ${port} is in use. Stop what listens there, or set PORT to another one.`,
      code: '1',
    });
  });

  it('a DATA_DIR that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const { said, code } = await failedStart({ DATA_DIR: join(file, 'data') });
    expect(code).toBe('1');
    expect(said).toContain('Set DATA_DIR to a folder that can');
  });

  it('a DATA_DIR in a folder that takes none', async () => {
    const { said, code } = await failedStart({ DATA_DIR: '/proc/data' });
    expect(code).toBe('1');
    expect(said).toContain('Set DATA_DIR to a folder that can');
  });
});

describe('a start', () => {
  let app: RunningApplication;
  beforeAll(async () => {
    app = await startApplication({ env: { OPERATOR_PASSWORD: '' } });
  });
  afterAll(() => rm(app.dataDir, { recursive: true, force: true }));

  it('makes up a password for the first operator, which only its owner can read', async () => {
    const { mode } = await stat(join(app.dataDir, 'operator-password'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('locks its DATA_DIR: refuses a second process with a message that names the folder', async () => {
    const { said, code } = await failedStart({ DATA_DIR: app.dataDir });
    expect(code).toBe('1');
    expect(said).toContain(app.dataDir);
    expect(said).not.toContain('    at ');
  });

  it('is ready and names its dependencies', async () => {
    const { status, body } = await app.api('//health/ready');
    expect(status).toBe(200);
    expect(body.status).toBe('ok');
    expect(Object.keys(body.dependencies).toSorted()).toEqual(expect.arrayContaining(['database', 'queue', 'storage']));
  });

  it('answers a problem document where there is nothing', async () => {
    const { status, body, headers } = await app.api('//nowhere?secret=1');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'NOT_FOUND', instance: '/nowhere', requestId: headers.get('x-request-id') });
  });

  it('refuses what it cannot read', async () => {
    const post = (content: string, type: string) =>
      app.api('/auth/login', { method: 'POST', headers: { 'content-type': type }, raw: content });
    expect((await post('{"email":', 'application/json')).status).toBe(400);
    expect((await post('a=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await post(`{"email":"${'x'.repeat(300_000)}"}`, 'application/json')).status).toBe(413);
  });

  it('sends the headers that browsers need to keep it safe, and no name of its framework', async () => {
    const { headers } = await app.api('//health/live');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  });

  const signals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];
  it.each(breadth(signals.slice(0, 1), signals))('%s ends it with exit code 0', async (signal) => {
    const { dataDir } = app;
    if (app.child.exitCode !== null) app = await startApplication({ dataDir });
    app.child.kill(signal);
    expect(await app.exited).toBe(0);
    expect(app.output).toContain('"msg":"stopped"');
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from '../../config/app-config.js';
import { parseEnvironment } from '../../config/environment.js';
import { createJwtService } from './access-tokens.module.js';
import { AccessTokensService } from './access-tokens.service.js';
import { loadSigningKeys } from './signing-keys.js';

const [FIRST, SECOND] = ['first secret of more than thirty-two bytes', 'second secret of more than thirty-two bytes'];
const CLAIMS = { userId: '66f0c2a4d1b2c3e4f5a6b7c8', sessionId: '66f0c2a4d1b2c3e4f5a6b7c9' };

describe('access tokens', () => {
  let dataDir: string;
  beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'access-tokens-'))));
  afterEach(() => rm(dataDir, { recursive: true }));

  const open = async (variables: Record<string, string> = {}) => {
    const config = new AppConfig(parseEnvironment({ DATA_DIR: dataDir, ...variables }));
    const keys = await loadSigningKeys(config);
    return new AccessTokensService(config, createJwtService(keys), keys);
  };

  it('say who holds them', async () => {
    const tokens = await open({ JWT_SECRET: FIRST });
    expect(tokens.verify(tokens.sign(CLAIMS))).toEqual(CLAIMS);
  });

  it('name their algorithm, type and key, and nothing of the key itself', async () => {
    const token = (await open({ JWT_SECRET: FIRST })).sign(CLAIMS);
    const header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as object;
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{16}$/) });
  });

  it('stay valid as long as their key is among the previous ones', async () => {
    const token = (await open({ JWT_SECRET: FIRST })).sign(CLAIMS);
    const rotated = await open({ JWT_SECRET: SECOND, JWT_PREVIOUS_SECRETS: FIRST });
    expect(rotated.verify(token)).toEqual(CLAIMS);
    expect((await open({ JWT_SECRET: SECOND })).verify(token)).toBeUndefined();
    expect((await open({ JWT_SECRET: FIRST })).verify(rotated.sign(CLAIMS))).toBeUndefined();
  });

  it('end when they expire', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
    const tokens = await open({ JWT_SECRET: FIRST, ACCESS_TOKEN_MINUTES: '15' });
    const token = tokens.sign(CLAIMS);
    jest.setSystemTime(new Date('2026-11-23T12:14:59Z'));
    expect(tokens.verify(token)).toEqual(CLAIMS);
    jest.setSystemTime(new Date('2026-11-23T12:15:00Z'));
    expect(tokens.verify(token)).toBeUndefined();
    jest.useRealTimers();
  });

  it.each(['', 'a', 'a.b.c', '..', 'eyJhbGciOiJub25lIn0.e30.', '\u0000.\u0000.\u0000'])(
    'are not read from %j',
    async (text) => {
      expect((await open({ JWT_SECRET: FIRST })).verify(text)).toBeUndefined();
    },
  );

  describe('without a configured secret', () => {
    const file = () => join(dataDir, 'jwt-secret');

    it('are signed with one that is generated once and that only its owner may read', async () => {
      const token = (await open()).sign(CLAIMS);
      expect((await stat(file())).mode & 0o777).toBe(0o600);
      expect((await readFile(file(), 'utf8')).trim()).toHaveLength(64);
      expect((await open()).verify(token)).toEqual(CLAIMS);
    });

    it('are signed with the same one by all who start at the same time', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => open()));
      const token = all[0]!.sign(CLAIMS);
      for (const tokens of all) expect(tokens.verify(token)).toEqual(CLAIMS);
    });

    it('are not signed with one that is too short', async () => {
      await writeFile(file(), 'short');
      await expect(open()).rejects.toThrow(/jwt-secret holds fewer than 32 bytes/);
    });
  });
});

import bcrypt from 'bcrypt';
import { AppConfig } from '../config/app-config.js';
import { parseEnvironment } from '../config/environment.js';
import { PasswordHasher } from './password-hasher.js';

const withCost = (cost: number) => new PasswordHasher(new AppConfig(parseEnvironment({ BCRYPT_COST: String(cost) })));

describe('PasswordHasher', () => {
  const passwords = withCost(10);

  it('tells passwords apart that differ beyond byte 72', async () => {
    const hash = await passwords.hash(`${'é'.repeat(36)}Z`);
    expect(await passwords.matches(`${'é'.repeat(36)}Q`, hash)).toBe(false);
    expect(await passwords.matches(`${'é'.repeat(36)}Z`, hash)).toBe(true);
  });

  it('tells passwords apart that differ after a NUL', async () => {
    const hash = await passwords.hash('brush\0one');
    expect(await passwords.matches('brush\0two', hash)).toBe(false);
  });

  it('takes a password from any keyboard: composed and decomposed accents are the same', async () => {
    const hash = await passwords.hash('caf\u00e9 au lait');
    expect(await passwords.matches('cafe\u0301 au lait', hash)).toBe(true);
  });

  it('compares with a real hash of the configured cost where there is none', async () => {
    const compare = jest.spyOn(bcrypt, 'compare');
    expect(await passwords.matches('anything', undefined)).toBe(false);
    const [, decoy] = compare.mock.calls[0]!;
    compare.mockRestore();
    expect(decoy).toHaveLength(60);
    expect(bcrypt.getRounds(decoy)).toBe(10);
  });

  it('tells hashes of another cost', async () => {
    const hash = await passwords.hash('a quiet brush');
    expect(passwords.isOutdated(hash)).toBe(false);
    expect(withCost(11).isOutdated(hash)).toBe(true);
  });

  it('turns away what would wait too long', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 66 }, () => passwords.matches('x', 'malformed')));
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ reason: { code: 'OVERLOADED', retryAfterSeconds: 2 } });
    expect(await passwords.matches('x', 'malformed')).toBe(false);
  });
});

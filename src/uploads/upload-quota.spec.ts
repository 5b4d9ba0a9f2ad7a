import { AppConfig } from '../config/app-config.js';
import { parseEnvironment } from '../config/environment.js';
import { UploadQuota } from './upload-quota.js';

describe('UploadQuota', () => {
  let quota: UploadQuota;
  beforeEach(() => {
    quota = new UploadQuota(new AppConfig(parseEnvironment({ USER_MAX_MB: '1' })));
    quota.register(async () => 300_000);
    quota.register(async (ownerId) => (ownerId === 'a' ? 200_000 : 0));
  });

  it('counts what every feature stores', async () => {
    await quota.hold('a', 500_000);
    await expect(quota.hold('b', 700_001)).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringContaining('1000000') as string,
    });
  });

  it('counts what is under way, until it is given back', async () => {
    const giveBack = await quota.hold('a', 500_000);
    await expect(quota.hold('a', 1)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    giveBack();
    await quota.hold('a', 500_000);
  });

  it('holds nothing of what it refused', async () => {
    await expect(quota.hold('a', 500_001)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await quota.hold('a', 500_000);
  });
});

import { describeWithService } from '../support/real-service.js';
import { S3_VARIABLES, TestBucket } from '../support/s3-buckets.js';
import { applyBucketSetup } from '../../src/storage/adapters/s3/bucket-setup.js';
import { storageContract } from './storage-contract.js';

describeWithService('on a real server', S3_VARIABLES, (variables) => {
  storageContract('S3', async () => {
    const bucket = await TestBucket.create(variables);
    await applyBucketSetup(bucket.config());
    const opened = await bucket.open();
    return {
      storage: opened.storage,
      close: async () => {
        await opened.close();
        await bucket.remove();
      },
    };
  });
});

import { AppError } from '../../../common/app-error.js';
import { explainStorageFailure, isInterruption, toStorageFailure } from './s3-failure.js';

const failure = (properties: object): Error => Object.assign(new Error('internal detail'), properties);

describe('failures of S3', () => {
  it.each([
    [{ code: 'ECONNREFUSED', $metadata: {} }, /Nothing listens/],
    [{ code: 'ENOTFOUND', $metadata: {} }, /no host behind it/],
    [
      { name: 'CredentialsProviderError' },
      /set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the process a role/,
    ],
    [{ name: '403', $metadata: { httpStatusCode: 403 } }, /needs s3:ListBucket/],
    [{ name: 'SlowDown', $metadata: { httpStatusCode: 503 } }, /SlowDown, 503/],
  ])('are told in words: %j', (properties, words) => {
    const message = explainStorageFailure(failure(properties));
    expect(message).toMatch(words);
    expect(message).not.toContain('internal detail');
  });

  it('pass for a while, but for a missing object, a wrong range and a full disk', () => {
    const code = (properties: object) => (toStorageFailure(failure(properties)) as AppError).code;
    expect(code({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } })).toBe('NOT_FOUND');
    expect(code({ name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } })).toBe('DEPENDENCY_UNAVAILABLE');
    expect(code({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } })).toBe('RANGE_NOT_SATISFIABLE');
    expect(code({ name: 'QuotaExceeded', $metadata: { httpStatusCode: 403 } })).toBe('INSUFFICIENT_STORAGE');
    expect(code({ code: 'ECONNRESET' })).toBe('DEPENDENCY_UNAVAILABLE');
  });

  it('of others come through', () => {
    const foreign = new Error('the source broke');
    expect(toStorageFailure(foreign)).toBe(foreign);
    const ours = new AppError('NOT_FOUND', 'There is no such file.');
    expect(toStorageFailure(ours)).toBe(ours);
  });

  it('are interruptions where no answer came', () => {
    expect(isInterruption(failure({ code: 'ECONNRESET' }))).toBe(true);
    expect(isInterruption(failure({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } }))).toBe(false);
  });
});

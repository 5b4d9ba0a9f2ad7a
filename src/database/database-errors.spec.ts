import { mongo, MongooseError } from 'mongoose';
import { connectionProblem, databaseErrorToAppError } from './database-errors.js';

const serverError = (code: number, errmsg = 'failed') => new mongo.MongoServerError({ code, errmsg });

describe('database errors', () => {
  it.each([
    ['a lost connection', new mongo.MongoNetworkError('connection 1 to 10.0.0.1:27017 closed')],
    ['a network time-out', new mongo.MongoNetworkTimeoutError('connection 1 timed out')],
    ['no server', new mongo.MongoServerSelectionError('timed out', { servers: new Map() } as never)],
    ['no connection yet', new MongooseError('Cannot call `users.find()` before initial connection is complete')],
    ['a primary that steps down', serverError(189)],
    ['a server that is no primary', serverError(10_107)],
    ['a server that shuts down', serverError(91)],
    ['a command that took too long', serverError(50)],
    ['a refused sign-in', serverError(18)],
  ])('asks the client to come back after %s', (_case, error) => {
    expect(databaseErrorToAppError(error)).toMatchObject({
      code: 'DEPENDENCY_UNAVAILABLE',
      retryAfterSeconds: 5,
      message: 'The database cannot be reached. Try again shortly.',
      cause: error,
    });
  });

  it('tells a full disk', () => {
    expect(databaseErrorToAppError(serverError(14_031))).toMatchObject({ code: 'INSUFFICIENT_STORAGE' });
  });

  it.each([
    ['a duplicate key', serverError(11_000)],
    ['a malformed query', serverError(2)],
    ['a failed validation', new MongooseError('Validation failed')],
    ['anything else', new TypeError('x')],
    ['nothing', undefined],
  ])('leaves %s to the program', (_case, error) => {
    expect(databaseErrorToAppError(error)).toBeUndefined();
  });

  it.each([
    ['authentication failed', serverError(18)],
    ['authentication failed', serverError(8000)],
    ['cannot be resolved', new mongo.MongoNetworkError('getaddrinfo ENOTFOUND db.example.org')],
    ['nothing listens', new mongo.MongoNetworkError('connect ECONNREFUSED 10.0.0.1:27017')],
    ['TLS', new mongo.MongoNetworkError('self-signed certificate in certificate chain')],
    ['no answer', new Error('secret')],
  ])('says why a connection failed (%s) without what the address holds', (words, error) => {
    expect(connectionProblem(error)).toContain(words);
    expect(connectionProblem(error)).not.toMatch(/secret|10\.0\.0\.1|example/);
  });
});

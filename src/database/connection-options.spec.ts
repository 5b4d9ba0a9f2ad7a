import { backoffMilliseconds } from './backoff.js';
import { ConfigurationError } from '../config/environment.js';
import { serverOptions } from './connection-options.js';

describe('serverOptions', () => {
  it('limits every wait', () => {
    const options = serverOptions('mongodb://localhost/app');
    expect(options).toMatchObject({ serverSelectionTimeoutMS: 1500, socketTimeoutMS: 15_000, connectTimeoutMS: 3000 });
  });

  it('leaves to the connection string what it sets', () => {
    const options = serverOptions('mongodb://localhost/app?connectTimeoutMS=9&serverselectiontimeoutms=8');
    expect(options).not.toHaveProperty('connectTimeoutMS');
    expect(options).not.toHaveProperty('serverSelectionTimeoutMS');
    expect(options).toHaveProperty('socketTimeoutMS');
  });

  it('names a database where the connection string does not', () => {
    for (const uri of [
      'mongodb://a,b:27018',
      'mongodb://h/',
      'mongodb://h/?ssl=true',
      'mongodb+srv://u:p@h.example.org',
    ]) {
      expect(serverOptions(uri)).toHaveProperty('dbName', 'artwork-mapping');
    }
    for (const uri of ['mongodb://h/own', 'mongodb://u:p@a,b/own?ssl=true', 'mongodb+srv://h.example.org/own']) {
      expect(serverOptions(uri)).not.toHaveProperty('dbName');
    }
  });

  it('refuses a malformed connection string without showing it', () => {
    for (const uri of ['mongodb://', 'mongodb://me:se cret@h:x/', 'mongodb://me:secret@@h', 'mongodb://h?secret=1']) {
      expect(() => serverOptions(uri)).toThrow(ConfigurationError);
      expect(() => serverOptions(uri)).not.toThrow(/secret/);
    }
  });

  it('looks for the server at another pace in each process', () => {
    expect(serverOptions('mongodb://h', 0).heartbeatFrequencyMS).toBe(2000);
    expect(serverOptions('mongodb://h', 0.5).heartbeatFrequencyMS).toBe(2500);
  });
});

describe('backoffMilliseconds', () => {
  it('doubles up to a limit, with jitter over the upper half', () => {
    expect([1, 2, 3, 6, 50].map((attempt) => backoffMilliseconds(attempt, 0))).toEqual([125, 250, 500, 2500, 2500]);
    expect([1, 2, 3, 6, 50].map((attempt) => backoffMilliseconds(attempt, 1))).toEqual([250, 500, 1000, 5000, 5000]);
  });
});

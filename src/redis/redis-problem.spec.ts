import { redisProblem } from './redis-problem.js';

it.each([
  ['WRONGPASS invalid username-password pair or user is disabled.', 'authentication failed'],
  ['NOAUTH Authentication required.', 'authentication failed'],
  ["OOM command not allowed when used memory > 'maxmemory'.", 'out of memory'],
  ["READONLY You can't write against a read only replica.", 'read-only'],
  ['LOADING Redis is loading the dataset in memory', 'not ready'],
  ['getaddrinfo ENOTFOUND redis.internal', 'cannot be resolved'],
  ['connect ECONNREFUSED 127.0.0.1:6379', 'nothing listens'],
  ['Command timed out', 'no answer'],
])('says what %s means', (message, words) => {
  expect(redisProblem(new Error(message))).toContain(words);
});

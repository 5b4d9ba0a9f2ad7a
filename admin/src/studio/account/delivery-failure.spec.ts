import { studio } from '../../i18n/en/studio';
import { addTexts } from '../../i18n/translate';
import { failureText } from './delivery-failure';

addTexts(studio);

describe('why a message was not delivered', () => {
  it.each([
    [{ error: 'No answer: ENOTFOUND.', errorCode: 'ENOTFOUND' }, /name in the address is not known.*\(ENOTFOUND\)$/],
    [{ error: 'No answer: ECONNREFUSED.', errorCode: 'ECONNREFUSED' }, /Nothing listens.*\(ECONNREFUSED\)$/],
    [{ error: 'The receiver answered 307.', statusCode: 307 }, /another address.*\(307\)$/],
    [{ error: 'The receiver answered 503.', statusCode: 503 }, /at the moment.*\(503\)$/],
    [{ error: 'The receiver answered 418.', statusCode: 418 }, /^Your program answered 418\.$/],
  ])('is said in words, with the code: %j', (failure, text) => {
    expect(failureText(failure)).toMatch(text);
  });

  it('is what the service says where the code is not known', () => {
    expect(failureText({ error: 'No answer: EWEIRD.', errorCode: 'EWEIRD' })).toBe('No answer: EWEIRD.');
    expect(failureText({ error: 'No answer within 10 s.' })).toBe('No answer within 10 s.');
    expect(failureText({})).toBeUndefined();
  });
});

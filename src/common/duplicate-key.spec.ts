import { isDuplicateKey } from './duplicate-key.js';

describe('isDuplicateKey', () => {
  const duplicate = Object.assign(new Error('E11000'), { code: 11_000, keyPattern: { email: 1 } });

  it('knows the refusal of a unique index, and of which field', () => {
    expect(isDuplicateKey(duplicate)).toBe(true);
    expect(isDuplicateKey(duplicate, 'email')).toBe(true);
    expect(isDuplicateKey(duplicate, 'name')).toBe(false);
  });

  it.each([Object.assign(new Error('bad value'), { code: 2 }), new Error('x'), null, undefined])(
    'leaves anything else (%s)',
    (error) => {
      expect(isDuplicateKey(error)).toBe(false);
    },
  );
});

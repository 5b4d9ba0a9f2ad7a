import { simplify } from './simplify.js';

describe('simplify', () => {
  it('keeps one of equal alternatives', () => {
    const point = { type: 'number' };
    expect(simplify({ items: { anyOf: [point, point], description: 'x' } })).toEqual({
      items: { type: 'number', description: 'x' },
    });
  });

  it('unwraps a composition of one', () => {
    expect(simplify({ allOf: [{ $ref: '#/a' }] })).toEqual({ $ref: '#/a' });
  });

  it('keeps real alternatives', () => {
    const schema = { anyOf: [{ type: 'string' }, { type: 'null' }] };
    expect(simplify(schema)).toEqual(schema);
  });

  it('drops the bounds of every integer, not those that were set', () => {
    expect(simplify({ minimum: Number.MIN_SAFE_INTEGER, maximum: 5 })).toEqual({ maximum: 5 });
  });
});

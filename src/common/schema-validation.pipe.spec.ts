import { z } from 'zod';
import { AppError } from './app-error.js';
import { SchemaValidationPipe } from './schema-validation.pipe.js';

const pipe = new SchemaValidationPipe();
const schema = z.strictObject({
  rotation: z.number().max(180),
  nested: z.strictObject({ name: z.string() }).optional(),
});

function refusal(value: unknown, type: 'body' | 'query' | 'param' = 'body', data?: string): AppError {
  try {
    pipe.transform(value, { type, schema, data });
  } catch (error) {
    return error as AppError;
  }
  throw new Error('was accepted');
}

describe('SchemaValidationPipe', () => {
  it('hands on what the schema makes of the value', () => {
    expect(pipe.transform({ rotation: 1 }, { type: 'body', schema })).toEqual({ rotation: 1 });
  });

  it('names field, limit and value', () => {
    const { code, errors } = refusal({ rotation: 200 });
    expect(code).toBe('VALIDATION_FAILED');
    expect(errors).toEqual([{ pointer: '/rotation', detail: expect.stringMatching(/180.*received 200$/) }]);
  });

  it.each([
    ['200', 'received "200"'],
    [Infinity, 'received Infinity'],
    [undefined, 'received nothing'],
    [null, 'received null'],
    [[200], 'received array'],
  ])('tells once what was received: %p', (rotation, told) => {
    expect(refusal({ rotation }).errors[0]?.detail).toBe(`Invalid input: expected number, ${told}`);
  });

  it('names every unknown field, escaped as a JSON pointer', () => {
    expect(
      refusal({ rotation: 1, nested: { name: 'x', 'a/b~c': 1 }, $gt: 1 })
        .errors.map((error) => error.pointer)
        .toSorted(),
    ).toEqual(['/$gt', '/nested/a~1b~0c']);
  });

  it('tells query and path fields apart from the body', () => {
    expect(refusal({ rotation: 'x' }, 'query').errors[0]?.pointer).toBe('/query/rotation');
    expect(refusal(undefined, 'param', 'id').errors[0]?.pointer).toBe('/path/id');
  });

  it('shortens long values', () => {
    expect(refusal({ rotation: 'x'.repeat(10_000) }).errors[0]?.detail.length).toBeLessThan(200);
  });
});

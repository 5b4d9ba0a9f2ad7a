import { type Document, serialize } from './bson.js';
import { CursorRegistry } from './cursor-registry.js';

describe('CursorRegistry', () => {
  it('gives every document once, in batches of the size asked for', () => {
    const registry = new CursorRegistry();
    const documents = Array.from({ length: 250 }, (_, _id) => ({ _id }));
    const first = registry.open('test.documents', documents);
    const got = [...(first.firstBatch as Document[])];
    expect(got).toHaveLength(101);
    const id = first.id.toNumber();
    got.push(...(registry.more(id, 100).nextBatch as Document[]));
    const last = registry.more(id);
    got.push(...(last.nextBatch as Document[]));
    expect(last.id.toNumber()).toBe(0);
    expect(got).toEqual(documents);
    expect(() => registry.more(id)).toThrow('not found');
  });

  it('keeps a reply within what can be sent', () => {
    const documents = Array.from({ length: 5 }, (): Document => ({ text: 'x'.repeat(9_000_000) }));
    const { id, firstBatch } = new CursorRegistry().open('test.documents', documents, Infinity);
    expect(firstBatch).toHaveLength(1);
    expect(id.toNumber()).toBeGreaterThan(0);
  });

  it('counts what small documents cost as elements of an array', () => {
    const { firstBatch } = new CursorRegistry(1500).open(
      'test.documents',
      Array.from({ length: 500 }, () => ({})),
      Infinity,
    );
    expect(firstBatch).toHaveLength(100);
  });

  it('gives one document that is as large as a reply', () => {
    const { firstBatch } = new CursorRegistry().open('test.documents', [{ text: 'x'.repeat(16_777_180) }, {}]);
    expect(firstBatch).toHaveLength(1);
    expect(() => serialize({ cursor: { firstBatch } })).not.toThrow();
  });
});

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

  it('keeps a reply within what can be sent, for large documents and for very many', () => {
    const registry = new CursorRegistry();
    for (const documents of [
      Array.from({ length: 5 }, () => ({ text: 'x'.repeat(9_000_000) })),
      Array<Document>(900_000).fill({ i: 1 }),
    ]) {
      const { id, firstBatch } = registry.open('test.documents', documents, Infinity);
      expect((firstBatch as Document[]).length).toBeGreaterThan(0);
      expect(id.toNumber()).toBeGreaterThan(0);
      expect(serialize({ cursor: { firstBatch } }).length).toBeLessThan(16.5 * 1024 * 1024);
    }
  });

  it('gives one document that is as large as a reply', () => {
    const { firstBatch } = new CursorRegistry().open('test.documents', [{ text: 'x'.repeat(16_777_180) }, {}]);
    expect(firstBatch).toHaveLength(1);
    expect(() => serialize({ cursor: { firstBatch } })).not.toThrow();
  });
});

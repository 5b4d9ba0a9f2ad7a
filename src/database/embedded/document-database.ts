import { type Document, deserialize } from './bson.js';
import { Collection } from './collection/collection.js';
import { ID_INDEX, parseIndexSpecification } from './collection/index-specification.js';
import { CommandError } from './command-error.js';
import { CursorRegistry } from './cursor-registry.js';
import { parseStoreKey } from './store/store-keys.js';

/** The one database of an embedded server, in memory. */
export class DocumentDatabase {
  readonly collections = new Map<string, Collection>();
  readonly cursors = new CursorRegistry();
  private nextStoreId = 1;

  constructor(readonly name: string) {}

  /** Reads everything a store holds. The catalog comes before the documents it describes. */
  async load(entries: AsyncIterable<[string, Uint8Array]>): Promise<void> {
    const byStoreId = new Map<number, Collection>();
    const catalog: Document[] = [];
    for await (const [key, bytes] of entries) {
      const parsed = parseStoreKey(key);
      if (parsed.kind === 'catalog') {
        const entry = deserialize(bytes);
        catalog.push(entry);
        byStoreId.set(entry.storeId as number, this.add(entry._id as string, entry.storeId as number));
      } else byStoreId.get(parsed.storeId)!.restore(parsed.sequence, deserialize(bytes));
    }
    for (const entry of catalog) this.buildIndexes(entry);
  }

  private buildIndexes(entry: Document): void {
    const collection = this.collections.get(entry._id as string)!;
    const specifications = (entry.indexes as Document[]).map(parseIndexSpecification);
    for (const specification of [ID_INDEX, ...specifications]) collection.buildIndex(specification);
  }

  /** Makes an empty collection under the next free store id. */
  create(name: string): Collection {
    if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('system.')) {
      throw new CommandError(73, 'InvalidNamespace', `Invalid collection name: '${name}'`);
    }
    return this.add(name, this.nextStoreId);
  }

  private add(name: string, storeId: number): Collection {
    const collection = new Collection(`${this.name}.${name}`, storeId);
    this.collections.set(name, collection);
    this.nextStoreId = Math.max(this.nextStoreId, storeId + 1);
    return collection;
  }
}

/**
 * Keys sort so that the catalog comes first and documents come in the order of insertion:
 * `c:{collection name}` → its catalog entry, `d:{store id}:{sequence}` → a document, numbers in base 36 of fixed width.
 */
export type StoreKey =
  { readonly kind: 'catalog' } | { readonly kind: 'document'; readonly storeId: number; readonly sequence: number };

const WIDTH = 11;

export function catalogKey(collectionName: string): string {
  return `c:${collectionName}`;
}

export function documentKey(storeId: number, sequence: number): string {
  return `d:${fixedWidth(storeId)}:${fixedWidth(sequence)}`;
}

export function parseStoreKey(key: string): StoreKey {
  if (key.startsWith('c:')) return { kind: 'catalog' };
  const [, storeId, sequence] = key.split(':');
  return { kind: 'document', storeId: parseInt(storeId!, 36), sequence: parseInt(sequence!, 36) };
}

function fixedWidth(value: number): string {
  return value.toString(36).padStart(WIDTH, '0');
}

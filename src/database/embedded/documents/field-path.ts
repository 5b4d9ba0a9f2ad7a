import { type Document, isDocument } from '../bson.js';

/** Reads what a dotted path names: a leaf is `undefined` where the field is missing. */
export type LeafReader = (document: Document) => readonly unknown[];

const ARRAY_INDEX = /^(0|[1-9]\d*)$/;

/** Whether a path segment names a position in an array. */
export function isArrayIndex(segment: string): boolean {
  return ARRAY_INDEX.test(segment);
}

/** The document's own field; what a JavaScript object inherits is no field. */
export function ownField(container: object, name: string): unknown {
  return Object.hasOwn(container, name) ? (container as Document)[name] : undefined;
}

/**
 * Compiles a path by MongoDB's rules: a segment that meets an array names a position in it (if it is a number) and the field
 * of each embedded document in it, so that one path may have several leaves, or none. An array at the end is one leaf.
 */
export function leafReader(path: string): LeafReader {
  if (!path.includes('.')) return (document) => [ownField(document, path)];
  const segments = path.split('.');
  return (document) => {
    const leaves: unknown[] = [];
    collectLeaves(document, segments, 0, leaves);
    return leaves;
  };
}

function collectLeaves(value: unknown, segments: readonly string[], depth: number, leaves: unknown[]): void {
  if (depth === segments.length) {
    leaves.push(value);
    return;
  }
  const segment = segments[depth]!;
  if (!Array.isArray(value)) {
    collectLeaves(isDocument(value) ? ownField(value, segment) : undefined, segments, depth + 1, leaves);
    return;
  }
  if (isArrayIndex(segment) && Number(segment) < value.length) {
    collectLeaves(value[Number(segment)], segments, depth + 1, leaves);
  }
  for (const element of value) if (isDocument(element)) collectLeaves(element, segments, depth, leaves);
}

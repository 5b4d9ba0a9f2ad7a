import { type Document, isDocument } from '../bson.js';
import { badValue, notSupported } from '../command-error.js';
import { ownField } from '../documents/field-path.js';
import { compileElementMatch } from './filter.js';

export type Projector = (document: Document) => Document;

/** Which fields stay or go: a field's own verdict, or those of the fields inside it. */
interface FieldTree {
  [name: string]: true | FieldTree;
}

interface Parsed {
  readonly fields: FieldTree;
  /** Undefined as long as only `_id`, `$slice` or `$elemMatch` was named. */
  inclusive: boolean | undefined;
  keepId: boolean | undefined;
  readonly transforms: Map<string, (value: unknown) => unknown>;
}

/**
 * Compiles a projection: fields to include, or fields to leave out, `$slice` and `$elemMatch`.
 * @throws CommandError for expressions, `$` positions and mixtures
 */
export function compileProjection(projection: unknown): Projector {
  if (projection === undefined || projection === null) return (document) => document;
  if (!isDocument(projection)) throw badValue('the projection must be an object');
  const parsed: Parsed = { fields: {}, inclusive: undefined, keepId: undefined, transforms: new Map() };
  for (const [path, value] of Object.entries(projection)) parseField(parsed, path, value);
  const inclusive = parsed.inclusive ?? (parsed.keepId === true && parsed.transforms.size === 0);
  if (inclusive ? parsed.keepId !== false : parsed.keepId === false) parsed.fields._id = true;
  return (document) => {
    const projected = inclusive ? include(document, parsed.fields) : exclude(document, parsed.fields);
    for (const [name, transform] of parsed.transforms)
      setTransformed(projected, name, transform(ownField(document, name)));
    return projected;
  };
}

function parseField(parsed: Parsed, path: string, value: unknown): void {
  if (path.includes('$')) throw notSupported(`the positional projection '${path}'`);
  if (isDocument(value)) {
    parsed.transforms.set(topLevel(path), compileTransform(path, value));
    if (Object.hasOwn(value, '$elemMatch')) {
      refuseMixture(parsed, true);
      parsed.inclusive = true;
    }
    return;
  }
  if (typeof value !== 'number' && typeof value !== 'boolean')
    throw notSupported(`the projection expression of '${path}'`);
  const keep = Boolean(value);
  if (path === '_id') {
    parsed.keepId = keep;
    return;
  }
  refuseMixture(parsed, keep);
  parsed.inclusive = keep;
  addToTree(parsed.fields, path.split('.'));
}

function refuseMixture(parsed: Parsed, keep: boolean): void {
  if (parsed.inclusive === undefined || parsed.inclusive === keep) return;
  throw badValue('Cannot do exclusion and inclusion in one projection');
}

function topLevel(path: string): string {
  if (path.includes('.')) throw notSupported(`a projection operator on the nested field '${path}'`);
  return path;
}

function compileTransform(path: string, operation: Document): (value: unknown) => unknown {
  const [operator, operand] = Object.entries(operation)[0] ?? [];
  if (operator === '$elemMatch' && isDocument(operand)) {
    const holds = compileElementMatch(operand);
    return (value) => (Array.isArray(value) ? firstOnly(value.find(holds)) : undefined);
  }
  if (operator === '$slice') return (value) => (Array.isArray(value) ? slice(value, operand) : value);
  throw notSupported(`the projection expression of '${path}'`);
}

function firstOnly(found: unknown): unknown[] | undefined {
  return found === undefined ? undefined : [found];
}

/** `n` elements from the start, or from the end when negative; or `[skip, n]`. */
function slice(values: readonly unknown[], operand: unknown): unknown[] {
  if (Number.isInteger(operand)) {
    const count = operand as number;
    return count < 0 ? values.slice(count) : values.slice(0, count);
  }
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(Number.isInteger) || operand[1] <= 0) {
    throw badValue('$slice needs a whole number, or [skip, limit] with a limit above 0');
  }
  const [skip, limit] = operand as [number, number];
  const from = skip < 0 ? Math.max(0, values.length + skip) : skip;
  return values.slice(from, from + limit);
}

function setTransformed(projected: Document, name: string, value: unknown): void {
  if (value === undefined) delete projected[name];
  else projected[name] = value;
}

function addToTree(tree: FieldTree, [name, ...rest]: readonly string[]): void {
  if (rest.length === 0) {
    tree[name!] = true;
    return;
  }
  const branch = tree[name!];
  if (branch === true) throw badValue(`Path collision at ${name}`);
  addToTree((tree[name!] = branch ?? {}), rest);
}

function include(document: Document, tree: FieldTree): Document {
  const kept: Document = {};
  for (const name of Object.keys(document)) {
    if (!Object.hasOwn(tree, name)) continue;
    const branch = tree[name]!;
    const value = branch === true ? document[name] : inside(document[name], branch, include);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function exclude(document: Document, tree: FieldTree): Document {
  const kept: Document = {};
  for (const name of Object.keys(document)) {
    const branch = Object.hasOwn(tree, name) ? tree[name]! : undefined;
    if (branch === true) continue;
    const value = document[name];
    kept[name] = branch === undefined ? value : (inside(value, branch, exclude) ?? value);
  }
  return kept;
}

/** Projects an embedded document, or each one in an array; undefined for a scalar. */
function inside(value: unknown, tree: FieldTree, project: (value: Document, tree: FieldTree) => Document): unknown {
  if (isDocument(value)) return project(value, tree);
  if (!Array.isArray(value)) return undefined;
  const projected = value.map((element: unknown) => inside(element, tree, project));
  return project === exclude
    ? projected.map((element, i) => (element === undefined ? (value[i] as unknown) : element))
    : projected.filter((element) => element !== undefined);
}

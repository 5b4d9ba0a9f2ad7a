import { BSONRegExp, type Document, isDocument, isOperatorObject } from '../bson.js';
import type { ValueRange } from '../collection/interval.js';
import { sameValue, TYPE_RANK, typeRank } from '../documents/value-order.js';

/** What a filter says of one field in a way that an index can follow. */
export interface FieldBounds {
  /** The field equals one of these values. */
  readonly points?: readonly unknown[];
  readonly range?: ValueRange;
}

export interface FilterBounds {
  readonly fields: ReadonlyMap<string, FieldBounds>;
  /** Whether the bounds say all that the filter says. */
  readonly exact: boolean;
}

/** Bounds of the fields that every matching document satisfies; a filter's other conditions only make it inexact. */
export function boundsOf(filter: Document): FilterBounds {
  const fields = new Map<string, FieldBounds>();
  return { fields, exact: collect(filter, fields) };
}

/** @returns whether all of the filter went into the bounds */
function collect(filter: Document, fields: Map<string, FieldBounds>): boolean {
  let exact = true;
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and') {
      for (const clause of condition as Document[]) exact = collect(clause, fields) && exact;
    } else if (path.startsWith('$') || fields.has(path)) {
      exact = false;
    } else {
      const found = isOperatorObject(condition) ? operatorBounds(condition) : pointBounds([condition]);
      if (found.bounds) fields.set(path, found.bounds);
      exact &&= found.exact;
    }
  }
  return exact;
}

interface Found {
  readonly bounds?: FieldBounds;
  readonly exact: boolean;
}

const NOTHING: Found = { exact: false };

function operatorBounds(condition: Document): Found {
  const operators = Object.keys(condition);
  if (operators.includes('$eq')) return partly(pointBounds([condition.$eq]), operators.length === 1);
  if (Array.isArray(condition.$in)) return partly(pointBounds(condition.$in), operators.length === 1);
  if (typeof condition.$regex === 'string' && condition.$options === undefined) return prefixBounds(condition.$regex);
  const range = rangeOf(condition);
  if (!range) return NOTHING;
  const ends = Number(range.lower !== undefined) + Number(range.upper !== undefined);
  return { bounds: { range }, exact: ends === operators.length };
}

function partly(found: Found, exact: boolean): Found {
  return { ...found, exact: found.exact && exact };
}

/** An array as a point also matches as an element of an array, so it is never exact. */
function pointBounds(values: readonly unknown[]): Found {
  if (values.some((value) => value instanceof BSONRegExp)) return NOTHING;
  const points = values.filter((value, i) => values.findIndex((other) => sameValue(other, value)) === i);
  return { bounds: { points }, exact: !points.some(Array.isArray) };
}

/** Both ends must be of one type: of two types no value can be. A null end is an equality in disguise. */
function rangeOf(condition: Document): ValueRange | undefined {
  const lower = end(condition, '$gte', '$gt');
  const upper = end(condition, '$lte', '$lt');
  if (!lower && !upper) return undefined;
  if (lower && upper && typeRank(lower.value) !== typeRank(upper.value)) return undefined;
  const rank = typeRank((lower ?? upper)!.value);
  if (rank === TYPE_RANK.null || rank === TYPE_RANK.array || rank === TYPE_RANK.object) return undefined;
  return { ...(lower && { lower }), ...(upper && { upper }) };
}

function end(condition: Document, inclusive: string, exclusive: string): ValueRange['lower'] {
  if (Object.hasOwn(condition, exclusive)) return { value: condition[exclusive], inclusive: false };
  if (Object.hasOwn(condition, inclusive)) return { value: condition[inclusive], inclusive: true };
  return undefined;
}

/** A pattern anchored at the start matches only strings that begin with its literal part. */
function prefixBounds(pattern: string): Found {
  const [, run = ''] = /^\^((?:[\w@ -]|\\\W)*)/.exec(pattern) ?? [];
  const characters = run.match(/\\\W|./g) ?? [];
  // The last character may be optional or repeated by what follows it.
  if ('*?{+'.includes(pattern[run.length + 1] ?? '|')) characters.pop();
  const literal = characters.map((character) => character.at(-1)!).join('');
  if (literal === '' || pattern.includes('|')) return NOTHING;
  const next = literal.slice(0, -1) + String.fromCharCode(literal.charCodeAt(literal.length - 1) + 1);
  const range = { lower: { value: literal, inclusive: true }, upper: { value: next, inclusive: false } };
  return { bounds: { range }, exact: false };
}

/** Whether the field may be null or missing in a document that satisfies the bounds. */
export function admitsNull({ points }: FieldBounds): boolean {
  return points?.some((point) => point === null || point === undefined) ?? false;
}

/** Branches of a top-level `$or`, each joined with the rest of the filter. */
export function orBranches(filter: Document): Document[] | undefined {
  const { $or, ...rest } = filter;
  if (!Array.isArray($or) || !$or.every(isDocument)) return undefined;
  return $or.map((branch) => (Object.keys(rest).length === 0 ? branch : { $and: [rest, branch] }));
}

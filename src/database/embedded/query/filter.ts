import { type Document, isDocument, isOperatorObject } from '../bson.js';
import { badValue, CommandError, notSupported } from '../command-error.js';
import { leafReader } from '../documents/field-path.js';
import { COMPARISON_OPERATORS, type Predicate, someValue } from './comparison-operators.js';

export type { Predicate } from './comparison-operators.js';

const always: Predicate = () => true;

/** What MongoDB would run and the product never asks for. */
const REFUSED_OPERATORS = new Set(
  (
    '$where $text $expr $jsonSchema $near $nearSphere $geoWithin $geoIntersects $type $mod ' +
    '$bitsAllSet $bitsAnySet $bitsAllClear $bitsAnyClear $comment $rand'
  ).split(' '),
);

/**
 * Compiles a filter to a predicate with MongoDB's semantics of arrays, nulls and missing fields.
 * @throws CommandError for an operator that is unknown or not supported
 */
export function compileFilter(filter: Document): Predicate {
  return every(Object.entries(filter).map(([name, condition]) => compileClause(name, condition)));
}

function compileClause(name: string, condition: unknown): Predicate {
  switch (name) {
    case '$and':
      return every(clauses(name, condition));
    case '$or':
      return some(clauses(name, condition));
    case '$nor': {
      const any = some(clauses(name, condition));
      return (document) => !any(document);
    }
  }
  if (name.startsWith('$')) throw unknownOperator(name);
  return compileCondition(name, condition);
}

function clauses(name: string, operand: unknown): Predicate[] {
  if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${name} must be a nonempty array`);
  return operand.map((clause: unknown) => {
    if (!isDocument(clause)) throw badValue(`${name} entries need to be full objects`);
    return compileFilter(clause);
  });
}

/** A condition is a value to equal, or an object of operators. */
function compileCondition(path: string, condition: unknown): Predicate {
  if (!isOperatorObject(condition)) return COMPARISON_OPERATORS.$eq!(path, condition);
  return every(
    Object.entries(condition)
      .filter(([operator]) => operator !== '$options')
      .map(([operator, operand]) => compileOperator(path, operator, operand, condition.$options)),
  );
}

function compileOperator(path: string, operator: string, operand: unknown, options: unknown): Predicate {
  switch (operator) {
    case '$regex':
      return matchesPattern(path, compilePattern(operand, options));
    case '$not': {
      if (!isOperatorObject(operand)) throw badValue('$not needs an object of operators');
      const negated = compileCondition(path, operand);
      return (document) => !negated(document);
    }
    case '$elemMatch':
      return someElement(path, operand);
  }
  const compile = Object.hasOwn(COMPARISON_OPERATORS, operator) ? COMPARISON_OPERATORS[operator] : undefined;
  if (!compile) throw unknownOperator(operator);
  return compile(path, operand);
}

function someElement(path: string, operand: unknown): Predicate {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an object');
  const holds = compileElementMatch(operand);
  const leavesOf = leafReader(path);
  return (document) => leavesOf(document).some((leaf) => Array.isArray(leaf) && leaf.some(holds));
}

/** Compiles what `$elemMatch` and `$pull` ask of one array element: operators on the element, or a filter of its fields. */
export function compileElementMatch(condition: Document): (element: unknown) => boolean {
  const logical = Object.keys(condition).some((key) => key === '$and' || key === '$or' || key === '$nor');
  if (isOperatorObject(condition) && !logical) {
    const holds = compileCondition('element', condition);
    return (element) => holds({ element });
  }
  const holds = compileFilter(condition);
  return (element) => isDocument(element) && holds(element);
}

/**
 * @returns the pattern as JavaScript runs it
 * @throws CommandError for a malformed pattern or an option other than `i`, `m` and `s`
 */
function compilePattern(pattern: unknown, options: unknown = ''): RegExp {
  if (typeof pattern !== 'string') throw notSupported('$regex with anything but a string');
  if (typeof options !== 'string' || !/^[ims]*$/.test(options)) throw notSupported('$options other than i, m and s');
  try {
    return new RegExp(pattern, [...new Set(options)].join(''));
  } catch {
    throw new CommandError(51091, 'Location51091', 'Regular expression is invalid');
  }
}

function matchesPattern(path: string, pattern: RegExp): Predicate {
  return someValue(path, (value) => typeof value === 'string' && pattern.test(value));
}

function unknownOperator(name: string): CommandError {
  return REFUSED_OPERATORS.has(name)
    ? notSupported(`the query operator ${name}`)
    : badValue(`unknown operator: ${name}`);
}

function every(predicates: readonly Predicate[]): Predicate {
  if (predicates.length === 0) return always;
  if (predicates.length === 1) return predicates[0]!;
  return (document) => predicates.every((holds) => holds(document));
}

function some(predicates: readonly Predicate[]): Predicate {
  return (document) => predicates.some((holds) => holds(document));
}

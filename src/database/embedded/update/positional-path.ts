import { type Document, isDocument } from '../bson.js';
import { badValue, CommandError } from '../command-error.js';
import { compileElementMatch, compileFilter } from '../query/filter.js';
import { readPath, writePath } from './document-writer.js';

/** What the positional operators refer to. */
export interface Positions {
  /** The update's filter: `$` is the element that made it match. */
  readonly filter: Document;
  /** The conditions that `$[identifier]` stands for. */
  readonly arrayFilters: ReadonlyMap<string, (element: unknown) => boolean>;
}

/** @throws CommandError unless each filter names one identifier */
export function parseArrayFilters(arrayFilters: unknown): Positions['arrayFilters'] {
  const parsed = new Map<string, (element: unknown) => boolean>();
  if (arrayFilters === undefined) return parsed;
  if (!Array.isArray(arrayFilters)) throw badValue('arrayFilters must be an array');
  for (const filter of arrayFilters as unknown[]) {
    const identifiers = isDocument(filter)
      ? new Set(Object.keys(filter).map((path) => path.split('.')[0]!))
      : new Set();
    const [identifier] = identifiers;
    if (identifiers.size !== 1 || !/^[a-z]\w*$/i.test(String(identifier))) {
      throw badValue('each array filter must be an object about one identifier');
    }
    const holds = compileFilter(filter as Document);
    parsed.set(String(identifier), (element) => holds({ [String(identifier)]: element }));
  }
  return parsed;
}

/** The concrete paths that a path with `$`, `$[]` or `$[identifier]` stands for in this document. */
export function concretePaths(document: Document, path: string, positions: Positions): string[] {
  const segments = path.split('.');
  const at = segments.findIndex((segment) => segment.startsWith('$'));
  if (at < 0) return [path];
  const arrayPath = segments.slice(0, at).join('.');
  const rest = segments.slice(at + 1);
  return positionsOf(document, arrayPath, segments[at]!, positions).flatMap((position) =>
    concretePaths(document, [arrayPath, position, ...rest].join('.'), positions),
  );
}

function positionsOf(document: Document, arrayPath: string, operator: string, positions: Positions): number[] {
  const array = readPath(document, arrayPath);
  if (operator === '$') return [matchedPosition(document, arrayPath, positions.filter)];
  if (!/^\$\[\w*\]$/.test(operator)) {
    throw new CommandError(52, 'DollarPrefixedFieldName', `The dollar ($) prefixed field '${operator}' is not valid.`);
  }
  if (!Array.isArray(array)) throw badValue(`The path '${arrayPath}' must exist and be an array to apply ${operator}`);
  const identifier = operator.slice(2, -1);
  const holds = identifier === '' ? () => true : positions.arrayFilters.get(identifier);
  if (!holds) throw badValue(`No array filter found for identifier '${identifier}'`);
  return array.flatMap((element, position) => (holds(element) ? [position] : []));
}

/** The first element for which the filter's last condition on the array holds. */
function matchedPosition(document: Document, arrayPath: string, filter: Document): number {
  const array = readPath(document, arrayPath);
  const [path, condition] = conditionsOn(filter, arrayPath).at(-1) ?? [];
  const position =
    path === undefined || !Array.isArray(array) ? -1 : array.findIndex(elementTest(path, arrayPath, condition));
  if (position < 0) throw badValue('The positional operator did not find the match needed from the query.');
  return position;
}

function conditionsOn(filter: Document, arrayPath: string): [string, unknown][] {
  return Object.entries(filter).flatMap(([path, condition]): [string, unknown][] => {
    if (path === '$and') return (condition as Document[]).flatMap((clause) => conditionsOn(clause, arrayPath));
    return path === arrayPath || path.startsWith(`${arrayPath}.`) ? [[path, condition]] : [];
  });
}

function elementTest(path: string, arrayPath: string, condition: unknown): (element: unknown) => boolean {
  if (path === arrayPath && isDocument(condition) && isDocument(condition.$elemMatch)) {
    return compileElementMatch(condition.$elemMatch);
  }
  const holds = compileFilter({ [path]: condition });
  return (element) => {
    const alone: Document = {};
    writePath(alone, arrayPath, [element]);
    return holds(alone);
  };
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Says the same in fewer words where the conversion from zod is long-winded: alternatives that are equal, compositions of one,
 * and the bounds that every JavaScript integer has.
 */
export function simplify(value: Json): Json {
  if (Array.isArray(value)) return value.map(simplify);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .filter(([key, bound]) => !isTrivialBound(key, bound))
    .map(([key, inner]) => [key, simplify(inner)] as const);
  return unwrap(Object.fromEntries(entries));
}

function isTrivialBound(key: string, bound: Json): boolean {
  if (key === 'maximum') return bound === Number.MAX_SAFE_INTEGER;
  return key === 'minimum' && bound === Number.MIN_SAFE_INTEGER;
}

function unwrap(schema: { [key: string]: Json }): Json {
  for (const keyword of ['anyOf', 'allOf']) {
    const members = schema[keyword];
    if (!Array.isArray(members) || members.length === 0) continue;
    const distinct = [...new Map(members.map((member) => [JSON.stringify(member), member])).values()];
    const [only] = distinct;
    if (distinct.length > 1 || only === null || typeof only !== 'object' || Array.isArray(only)) continue;
    const { [keyword]: _composition, ...rest } = schema;
    return { ...only, ...rest };
  }
  return schema;
}

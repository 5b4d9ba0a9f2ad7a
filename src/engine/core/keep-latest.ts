/**
 * Remembers of each subject what was made for it last, and makes it anew only for another key: who moves one slider leaves the
 * others where they are.
 */
export function keepLatest<Value>(): (subject: WeakKey, key: string, make: () => Value) => Value {
  const kept = new WeakMap<WeakKey, { readonly key: string; readonly value: Value }>();
  return (subject, key, make) => {
    const last = kept.get(subject);
    if (last?.key === key) return last.value;
    const value = make();
    kept.set(subject, { key, value });
    return value;
  };
}

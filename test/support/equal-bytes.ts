/** Pictures are compared as blocks of memory: Jest would look at each of their bytes as at a property of its own. */
expect.addEqualityTesters([
  (one: unknown, other: unknown) =>
    isBytes(one) && isBytes(other) && one.constructor === other.constructor && Buffer.compare(one, other) === 0
      ? true
      : undefined,
]);

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

/** A key that nothing else has. `crypto.randomUUID` is for pages by HTTPS alone. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

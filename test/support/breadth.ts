const FULL = process.env['TEST_BREADTH'] === 'full';

/**
 * How often a check repeats itself, or what it goes through: a representative part by default, all of it with
 * TEST_BREADTH=full, as the pipeline runs it. What is checked is the same.
 */
export function breadth<T>(representative: T, full: T): T {
  return FULL ? full : representative;
}

import { randomInt } from 'node:crypto';

/**
 * Adds one more of what an owner may have `limit` of. A unique index over owner and slot is the limit, which so holds however
 * many are added at the same time. Any free slot serves: requests that come together seldom choose the same.
 * @param taken slots, as far as is known
 * @param insert undefined where somebody else has taken the slot
 * @returns undefined where no slot is free
 */
export async function inFreeSlot<Inserted>(
  limit: number,
  taken: () => Promise<readonly number[]>,
  insert: (slot: number) => Promise<Inserted | undefined>,
): Promise<Inserted | undefined> {
  for (;;) {
    const known = new Set(await taken());
    const free = Array.from({ length: limit }, (_, slot) => slot).filter((slot) => !known.has(slot));
    if (free.length === 0) return undefined;
    const inserted = await insert(free[randomInt(free.length)]!);
    if (inserted !== undefined) return inserted;
  }
}

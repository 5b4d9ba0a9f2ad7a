/** Things by a whole number that several of them share. */
export class Groups<Thing> {
  private readonly groups = new Map<number, Thing[]>();

  add(key: number, thing: Thing): void {
    const there = this.groups.get(key);
    if (there === undefined) this.groups.set(key, [thing]);
    else there.push(thing);
  }

  /** In the order they came; undefined where there are none. */
  at(key: number): readonly Thing[] | undefined {
    return this.groups.get(key);
  }
}

/** Key of a square of the plane. */
export function squareKey(column: number, row: number): number {
  return column * 0x10000 + row;
}

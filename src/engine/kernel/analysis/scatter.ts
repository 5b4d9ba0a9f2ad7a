/** Stores the columns of the matrix with the given rows. */
// @ts-ignore: decorator
@inline
export function scatter(a: v128, b: v128, c: v128, d: v128, to0: usize, to1: usize, to2: usize, to3: usize): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  v128.store(to0, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to1, v128.shuffle<i64>(ab, cd, 1, 3));
  const abEnd = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdEnd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to2, v128.shuffle<i64>(abEnd, cdEnd, 0, 2));
  v128.store(to3, v128.shuffle<i64>(abEnd, cdEnd, 1, 3));
}

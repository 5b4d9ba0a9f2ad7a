/** Adds one plane to another. */
export function addPlane(source: usize, target: usize, count: i32): void {
  for (let at: usize = 0, end = (count as usize) << 2; at < end; at += 16)
    v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
}

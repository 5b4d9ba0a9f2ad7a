/**
 * Stretches the rows of a plane to another width, times a factor: linear between its columns.
 * @param left bytes of each column's left neighbour from the row's start, then how far it lies from that one, 0…1
 */
export function stretch(
  source: usize,
  samples: i32,
  rows: i32,
  target: usize,
  width: i32,
  left: usize,
  factor: f32,
): void {
  const bytes = (width as usize) << 2;
  let to = target;
  for (let row = 0; row < rows; row++) {
    const from = source + (((row * samples) as usize) << 2);
    for (let at: usize = 0; at < bytes; at += 4, to += 4) {
      const here = from + (load<u32>(left + at) as usize);
      const value = load<f32>(here);
      store<f32>(to, factor * (value + load<f32>(left + bytes + at) * (load<f32>(here, 4) - value)));
    }
  }
}

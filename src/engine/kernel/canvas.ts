import { Canvas, Plan } from './records';

const OPAQUE: i32 = 0xff000000;

/** Makes row `y` of the bare paper the one that is printed on. */
export function takeRow(plan: Plan, canvas: Canvas, y: i32): void {
  const bytes = (plan.width * 3) as usize;
  const start = (y as usize) * bytes;
  memory.copy(canvas.row, canvas.bare + start, bytes);
  plan.paper = canvas.row - start;
}

/** Gives the printed row to the canvas, whose rows have room for three pixels more, as the row at hand has. */
export function giveRow(plan: Plan, canvas: Canvas, y: i32): void {
  const opaque = i32x4.splat(OPAQUE);
  let pixel = canvas.row;
  let target = canvas.pixels + (((y * plan.width) << 2) as usize);
  for (let x = 0; x < plan.width; x += 4) {
    const codes = v128.swizzle(v128.load(pixel), i8x16(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
    v128.store(target, v128.or(codes, opaque));
    pixel += 12;
    target += 16;
  }
}

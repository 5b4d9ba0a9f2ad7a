import type { Size } from '../stage/view';

export interface SheetCell {
  readonly x: number;
  readonly y: number;
  /** Of the square that a picture lies in; two lines of text stand below. */
  readonly side: number;
}

/** Pixels: a picture's longer side, the room for its lines, and what lies between cells and around them. */
const SIDE = 480;
const LINES = 68;
const GAP = 36;
const MARGIN = 60;
const MOST_COLUMNS = 6;

/** A grid nearly as wide as high, of six columns at most. @param count of pictures, at least 1 */
export function contactSheetLayout(count: number): { readonly size: Size; readonly cells: readonly SheetCell[] } {
  const columns = Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(count)));
  const rows = Math.ceil(count / columns);
  const along = (cells: number, cell: number) => 2 * MARGIN + cells * cell + (cells - 1) * GAP;
  return {
    size: { width: along(columns, SIDE), height: along(rows, SIDE + LINES) },
    cells: Array.from({ length: count }, (_, i) => ({
      x: MARGIN + (i % columns) * (SIDE + GAP),
      y: MARGIN + Math.floor(i / columns) * (SIDE + LINES + GAP),
      side: SIDE,
    })),
  };
}

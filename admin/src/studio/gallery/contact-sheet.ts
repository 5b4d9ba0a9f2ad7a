import type { Size } from '../stage/view';
import { contactSheetLayout } from './contact-sheet-layout';

/** A print as the sheet shows it; `picture` null where it can be drawn no more. */
export interface SheetEntry {
  readonly picture: Blob | null;
  readonly title: string;
  readonly paper: string;
}

const GROUND = '#ffffff';
const FRAME = '#d9d7d2';
const INK = '#1b1a18';
const QUIET = '#5d5a55';
const TITLE_FONT = "italic 22px 'Brygada 1918 Variable', serif";
const PAPER_FONT = "18px 'Geist Variable', sans-serif";
const LINE = 26;

/** Prints side by side, each with what it is, as one JPEG: to be sent, printed and chosen from. */
export async function contactSheet(entries: readonly SheetEntry[]): Promise<Blob> {
  const { size, cells } = contactSheetLayout(entries.length);
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { alpha: false })!;
  context.fillStyle = GROUND;
  context.fillRect(0, 0, size.width, size.height);
  context.textBaseline = 'top';
  context.imageSmoothingQuality = 'high';
  await Promise.all([document.fonts.load(TITLE_FONT), document.fonts.load(PAPER_FONT)]);
  for (const [i, { picture, title, paper }] of entries.entries()) {
    const { x, y, side } = cells[i]!;
    if (picture) {
      const bitmap = await createImageBitmap(picture);
      const { width, height } = fitted(bitmap, side);
      context.drawImage(bitmap, x + (side - width) / 2, y + side - height, width, height);
      bitmap.close();
    } else {
      context.strokeStyle = FRAME;
      context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
    }
    write(context, title, { x, y: y + side + 10, side }, TITLE_FONT, INK);
    write(context, paper, { x, y: y + side + 10 + LINE, side }, PAPER_FONT, QUIET);
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
}

function fitted({ width, height }: Size, side: number): Size {
  const scale = side / Math.max(width, height);
  return { width: width * scale, height: height * scale };
}

/** One line, cut short with an ellipsis where the cell ends. */
function write(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
  font: string,
  colour: string,
): void {
  context.font = font;
  context.fillStyle = colour;
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let shown = text;
  while (context.measureText(shown).width > side && characters.pop() !== undefined) shown = `${characters.join('')}…`;
  context.fillText(shown, x, y);
}

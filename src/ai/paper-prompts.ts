import type { PaperPrompt } from '../config/app-config.js';

const SHEET = 'seen straight from above, filling the whole frame, soft daylight from one side, sharp focus, photograph';
const NOT_A_SHEET = 'text, drawing, print, hands, table, background, border, vignette, blur, perspective';

/** Used where a request names no prompt of its own. */
const PAPER_PROMPTS: Readonly<Record<string, PaperPrompt>> = {
  crumpled: {
    prompt: `a sheet of crumpled white paper, deep creases and flat facets between them, ${SHEET}`,
    negativePrompt: NOT_A_SHEET,
  },
  'soft-crumpled': sheetOf('softly crumpled white paper, rounded folds without sharp creases'),
  'ball-crumpled': sheetOf('white paper that was screwed up into a ball and flattened, fine creases all over'),
  'folded-2x2': sheetOf('white poster paper that was folded in four and opened, one crease each way'),
  'folded-3x2': sheetOf('white poster paper that was folded in six panels and opened, straight creases'),
  'folded-4x4': sheetOf('white poster paper that was folded in sixteen panels and opened, straight creases'),
  'cold-press': sheetOf('cold-pressed watercolour paper with a bumpy texture'),
  'hot-press': sheetOf('smooth hot-pressed watercolour paper'),
  kraft: sheetOf('brown kraft wrapping paper with visible fibres'),
  canvas: sheetOf('white primed artists’ canvas with a fine plain weave'),
  washi: sheetOf('handmade Japanese washi paper with long fibres'),
  newsprint: sheetOf('grey unprinted newsprint paper with short fibres'),
};

function sheetOf(paper: string): PaperPrompt {
  return { prompt: `a blank sheet of ${paper}, ${SHEET}`, negativePrompt: NOT_A_SHEET };
}

/** The prompt of a style, the configured one first; a style nobody has described is asked for by its name. */
export function paperPrompt(style: string, configured: Readonly<Record<string, PaperPrompt>>): PaperPrompt {
  return configured[style] ?? PAPER_PROMPTS[style] ?? sheetOf(`${style} paper`);
}

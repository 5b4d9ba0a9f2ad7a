/** What a paper style looks like, in the words that picture models understand. */
interface PaperPrompt {
  readonly prompt: string;
  readonly negativePrompt: string;
}

const SHEET = 'seen straight from above, filling the whole frame, soft daylight from one side, sharp focus, photograph';
const NOT_A_SHEET = 'text, drawing, print, hands, table, background, border, vignette, blur, perspective';

/** Used where a request names no prompt of its own. */
const PAPER_PROMPTS: Readonly<Record<string, PaperPrompt>> = {
  crumpled: {
    prompt: `a sheet of crumpled white paper, deep creases and flat facets between them, ${SHEET}`,
    negativePrompt: NOT_A_SHEET,
  },
};

/** The prompt for a style nobody has described yet. */
export function paperPrompt(style: string): PaperPrompt {
  return PAPER_PROMPTS[style] ?? { prompt: `a blank sheet of ${style} paper, ${SHEET}`, negativePrompt: NOT_A_SHEET };
}

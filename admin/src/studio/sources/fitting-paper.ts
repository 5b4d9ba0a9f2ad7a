import type { PaperChoice } from './choices';

/** The paper whose shape is nearest to the art's, the first of equals; undefined where there is none. */
export function fittingPaper(
  papers: readonly PaperChoice[],
  art: { readonly width: number; readonly height: number },
): PaperChoice | undefined {
  const mismatch = ({ width, height }: PaperChoice) => Math.abs(Math.log((width / height) * (art.height / art.width)));
  return papers.reduce<PaperChoice | undefined>(
    (best, paper) => (best === undefined || mismatch(paper) < mismatch(best) - 1e-9 ? paper : best),
    undefined,
  );
}

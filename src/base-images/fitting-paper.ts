/** Artworks below this are mapped onto papers of it all the same: a small sheet has too little grain to look at. */
const LEAST_PIXELS = 4_000_000;
/** How much worse, by {@link misfit}, a ready paper may be than one that is still being made. */
const IMPATIENCE = 0.5;
/** Differences in misfit that nobody sees. */
const EQUAL = 0.02;

export interface Shape {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface CandidatePaper extends Shape {
  readonly id: string;
  readonly state: 'preparing' | 'ready';
}

/**
 * The paper of most fitting shape and enough pixels. Among equals the artwork's id decides, so that an artist's works lie on
 * different sheets and one work always on the same. One that is still being made is taken where no ready one comes near,
 * and then the first in the order given.
 */
export function fittingPaper<Paper extends CandidatePaper>(
  artwork: Shape & { readonly id: string },
  papers: readonly Paper[],
): Paper | undefined {
  const least = Math.min(...papers.map((paper) => misfit(artwork, paper)));
  const near = (within: number) => (paper: Paper) => misfit(artwork, paper) <= least + within;
  const best = papers.filter(near(EQUAL));
  const readyBest = best.filter(isReady);
  if (readyBest.length > 0) return readyBest[stableIndex(artwork.id, readyBest.length)];
  const readyEnough = papers.filter(isReady).filter(near(IMPATIENCE));
  return readyEnough.toSorted((a, b) => misfit(artwork, a) - misfit(artwork, b))[0] ?? best[0];
}

/**
 * How badly a paper fits, 0 for a perfect fit: the factor between the aspect ratios plus the factor by which it falls short in
 * resolution, both as natural logarithms.
 */
function misfit(artwork: Shape, paper: Shape): number {
  const stretch = Math.abs(Math.log((paper.width * artwork.height) / (paper.height * artwork.width)));
  const wanted = Math.max(artwork.width * artwork.height, LEAST_PIXELS);
  const shortage = Math.max(0, Math.log(wanted / (paper.width * paper.height)) / 2);
  return stretch + shortage;
}

function isReady(paper: CandidatePaper): boolean {
  return paper.state === 'ready';
}

/** Hash of an id (FNV-1a, 32 bits), reduced to an index. */
function stableIndex(id: string, length: number): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return hash % length;
}

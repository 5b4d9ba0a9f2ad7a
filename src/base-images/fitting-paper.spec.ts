import { type CandidatePaper, fittingPaper } from './fitting-paper.js';

const paper = (
  id: string,
  width: number,
  height: number,
  state: CandidatePaper['state'] = 'ready',
): CandidatePaper => ({
  id,
  width,
  height,
  state,
});
const landscape = { id: '000000000000000000000001', width: 4000, height: 2800 };
const portrait = { id: '000000000000000000000001', width: 2800, height: 4000 };

describe('fittingPaper', () => {
  it('takes the closest shape', () => {
    const papers = [paper('square', 2400, 2400), paper('landscape', 3000, 2000), paper('portrait', 2000, 3000)];
    expect(fittingPaper(landscape, papers)?.id).toBe('landscape');
    expect(fittingPaper(portrait, papers)?.id).toBe('portrait');
    expect(fittingPaper({ id: 'a', width: 900, height: 950 }, papers)?.id).toBe('square');
  });

  it('takes enough pixels, for small artworks too', () => {
    const papers = [paper('small', 1500, 1000), paper('large', 3000, 2000)];
    expect(fittingPaper({ id: 'a', width: 300, height: 200 }, papers)?.id).toBe('large');
    expect(fittingPaper({ id: 'a', width: 9000, height: 6000 }, papers)?.id).toBe('large');
  });

  it('varies among equals by artwork, and stays the same for one', () => {
    const papers = ['a', 'b', 'c', 'd'].map((id) => paper(id, 3000, 2000));
    const ids = Array.from({ length: 64 }, (_, index) => index.toString(16).padStart(24, '0'));
    const choices = ids.map((id) => fittingPaper({ ...landscape, id }, papers)?.id);
    expect(new Set(choices)).toEqual(new Set(['a', 'b', 'c', 'd']));
    expect(ids.map((id) => fittingPaper({ ...landscape, id }, papers)?.id)).toEqual(choices);
  });

  it('prefers a ready one among equals, and one that nearly fits to waiting', () => {
    const preparing = paper('preparing', 3000, 2000, 'preparing');
    expect(fittingPaper(landscape, [preparing, paper('ready', 3000, 2000)])?.id).toBe('ready');
    expect(fittingPaper(landscape, [preparing, paper('square', 2400, 2400)])?.id).toBe('square');
  });

  it('waits rather than take a paper that lies across the artwork, for the one that is ready first', () => {
    const papers = [
      paper('across', 2000, 3000),
      paper('soon', 3000, 2000, 'preparing'),
      paper('later', 3000, 2000, 'preparing'),
    ];
    expect(fittingPaper(landscape, papers)?.id).toBe('soon');
  });

  it('finds nothing in an empty library', () => {
    expect(fittingPaper(landscape, [])).toBeUndefined();
  });
});

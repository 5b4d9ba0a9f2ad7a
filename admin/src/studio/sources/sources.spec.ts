import { fittingPaper } from './fitting-paper';
import { faultOf, titleOf } from './local-files';
import type { PaperChoice } from './choices';

const paper = (key: string, width: number, height: number) => ({ key, width, height }) as PaperChoice;

describe('fittingPaper', () => {
  const papers = [paper('square', 2400, 2400), paper('landscape', 3000, 2000), paper('portrait', 2000, 3000)];

  it.each([
    ['landscape', 1600, 1000],
    ['portrait', 400, 500],
    ['square', 900, 1000],
  ])('finds the %s one', (key, width, height) => {
    expect(fittingPaper(papers, { width, height })!.key).toBe(key);
  });
});

describe('files', () => {
  it('names what is wrong with one', () => {
    expect(faultOf({ name: 'a.pdf', type: 'application/pdf', size: 9 }, 100)).toEqual({ code: 'TYPE', name: 'a.pdf' });
    expect(faultOf({ name: 'a.png', type: 'image/png', size: 0 }, 100)).toMatchObject({ code: 'EMPTY' });
    expect(faultOf({ name: 'a.png', type: 'image/png', size: 38_000_000 }, 25_000_000)).toEqual({
      code: 'SIZE',
      name: 'a.png',
      megabytes: 38,
      limit: 25,
    });
    expect(faultOf({ name: 'a.png', type: 'image/png', size: 99 }, 100)).toBeNull();
  });

  it('makes titles of their names', () => {
    expect(titleOf('starry_night.jpg')).toBe('Starry night');
    expect(titleOf('.png')).toBe('Untitled');
  });
});

import { draftSize } from './draft-size';

describe('draftSize', () => {
  it('is the full size where nothing is known, or the pace keeps up', () => {
    expect(draftSize(1024, 0)).toBe(1024);
    expect(draftSize(1024, 30 / 1024 ** 2)).toBe(1024);
  });

  it('gives way as far as it must, and no further than half', () => {
    expect(draftSize(1024, 50 / 1024 ** 2)).toBe(768);
    expect(draftSize(1024, 90 / 1024 ** 2)).toBe(512);
    expect(draftSize(1024, 900 / 1024 ** 2)).toBe(512);
  });
});

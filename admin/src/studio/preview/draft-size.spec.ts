import { detailSize, draftSize } from './draft-size';

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

describe('detailSize', () => {
  it('is asked for only where the screen shows more than the full preview has', () => {
    expect(detailSize(1024, 850, 3000)).toBeNull();
    expect(detailSize(1024, 1024, 3000)).toBeNull();
    expect(detailSize(1024, 1100, 3000)).toBe(1280);
  });

  it('is never more than the paper has, nor than is kept of the art', () => {
    expect(detailSize(1024, 5000, 3000)).toBe(2048);
    expect(detailSize(1024, 1500, 1200)).toBe(1200);
    expect(detailSize(1024, 1500, 900)).toBeNull();
  });
});

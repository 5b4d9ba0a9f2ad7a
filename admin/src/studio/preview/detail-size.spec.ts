import { detailSize } from './detail-size';

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

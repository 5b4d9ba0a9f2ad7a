import { writePixels } from './pixels';

describe('writePixels', () => {
  it.each([4, 5, 7])('writes rows of %i pixels, each as red, green, blue and opaque', (width) => {
    const height = 7;
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (37 * i) % 256);
    for (const [from, to] of [
      [0, 4],
      [4, 7],
      [0, 7],
    ] as const) {
      const words = new Uint32Array(width * (to - from));
      writePixels({ width, height, channels: 3, data }, from, to, words);
      const expected = Array.from({ length: words.length }, (_, i) => [
        ...data.subarray((from * width + i) * 3, (from * width + i) * 3 + 3),
        255,
      ]);
      expect([...new Uint8Array(words.buffer)]).toEqual(expected.flat());
    }
  });
});

import { CanvasSurface } from './canvas-surface';

/** Where an image's rows came to lie, by the code of their first byte. */
class TestCanvas {
  width = 1;
  height = 1;
  readonly put: (readonly [code: number, row: number])[] = [];
  readonly getContext = () => ({
    putImageData: ({ data }: ImageData, _: number, row: number) => void this.put.push([data[0]!, row]),
  });
}

const partOf = (code: number, from: number, rows: number) => ({
  from,
  pixels: new Uint8ClampedArray(4 * 2 * rows).fill(code),
});

describe('CanvasSurface', () => {
  const { ImageData } = globalThis as { ImageData?: unknown };
  beforeAll(() => {
    Object.assign(globalThis, {
      ImageData: class {
        constructor(readonly data: Uint8ClampedArray) {}
      },
    });
  });
  afterAll(() => void Object.assign(globalThis, { ImageData }));

  it('draws parts where they belong, on a canvas of their size, and never over a later picture', () => {
    const canvas = new TestCanvas();
    const surface = new CanvasSurface(canvas as unknown as OffscreenCanvas);
    surface.show(2, 3, [partOf(1, 0, 2), partOf(2, 2, 1)], 5);
    expect(canvas).toMatchObject({ width: 2, height: 3 });
    surface.show(2, 1, [partOf(3, 0, 1)], 4);
    expect(canvas).toMatchObject({ width: 2, height: 3 });
    surface.show(2, 1, [partOf(4, 0, 1)], 6);
    expect(canvas).toMatchObject({ width: 2, height: 1 });
    expect(canvas.put).toEqual([
      [1, 0],
      [2, 2],
      [4, 0],
    ]);
  });
});

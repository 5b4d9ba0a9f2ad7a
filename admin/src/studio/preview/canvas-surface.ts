/** Rows of a picture, four bytes a pixel and opaque, the first of them at `from`. */
export interface PictureRows {
  readonly from: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A canvas of the page that this thread draws on. */
export class CanvasSurface {
  private readonly context: OffscreenCanvasRenderingContext2D;
  private drawn = 0;

  constructor(private readonly canvas: OffscreenCanvas) {
    // Opaque and in the processor's own memory: where there is no graphics card, nothing is copied or blended in vain.
    this.context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  }

  /** Draws a picture in parts, unless a later one has been drawn. */
  show(width: number, height: number, parts: readonly PictureRows[], order: number): void {
    if (order < this.drawn) return;
    this.drawn = order;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    for (const { from, pixels } of parts) this.context.putImageData(new ImageData(pixels, width), 0, from);
  }
}

/** After which a page that is not looked at, whose frames do not come, is waited for no longer. */
const FRAME_MILLISECONDS = 100;

/** When what has been drawn is handed on, to be shown with the browser's next frame. */
export function handedOn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, FRAME_MILLISECONDS);
    requestAnimationFrame(() => resolve());
  });
}

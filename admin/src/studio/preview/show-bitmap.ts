/** Shows a picture on a canvas without copying it; the picture is used up. */
export function showBitmap(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  // The canvas keeps its own proportions otherwise.
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  canvas.getContext('bitmaprenderer')!.transferFromImageBitmap(picture);
}

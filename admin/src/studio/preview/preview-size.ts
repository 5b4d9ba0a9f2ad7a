/** Longer side of the preview, pixels. */
export const PREVIEW_SIDE = 1024;

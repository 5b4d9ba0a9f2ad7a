import { livePreview } from './live';
import type { PreviewWish } from './live-preview';
import { PREVIEW_SIDE } from './preview-size';

/**
 * Draws a first preview that nobody sees: the artist's own then finds the worker running, its kernel compiled, its tables made,
 * and art and paper open, the creases worn. What cannot be had now is asked for again in time.
 */
export async function openAhead(wish: Omit<PreviewWish, 'view' | 'longest'>): Promise<void> {
  try {
    const { picture } = await livePreview.render({ ...wish, view: 'print', longest: PREVIEW_SIDE });
    picture.close();
  } catch {
    // Whoever asks for it in earnest is told.
  }
}

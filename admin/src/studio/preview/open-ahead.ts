import { livePreview } from './live';
import type { PreviewWish } from './live-preview';
import { PREVIEW_SIDE } from './preview-size';

/**
 * Has a preview rendered before it is asked for. Should another be wanted, it finds the worker running, its kernel compiled, its
 * tables made, and art and paper open, the creases worn. What cannot be had now is asked for again in time.
 */
export async function openAhead(wish: Omit<PreviewWish, 'view' | 'longest'>): Promise<void> {
  try {
    await livePreview.prepare({ ...wish, view: 'print', longest: PREVIEW_SIDE });
  } catch {
    // Whoever asks for it in earnest is told.
  }
}

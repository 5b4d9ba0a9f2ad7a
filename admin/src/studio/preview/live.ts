import { LivePreview } from './live-preview';
import { PreviewClient } from './preview-client';

/** The one preview of this page; its worker starts with the first question. */
export const livePreview = new LivePreview(
  new PreviewClient(() => new Worker(new URL('./preview.worker.ts', import.meta.url), { type: 'module' })),
);

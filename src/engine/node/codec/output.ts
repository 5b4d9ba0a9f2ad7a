import type { Sharp } from 'sharp';
import type { OutputFormat } from '../../core/presets/index.js';

/** Beyond effort 2 WebP takes longer for little; below it fails for large pictures. */
const WEBP_EFFORT = 2;
/** The quickest: AVIF of 24 megapixels takes 4.6 s of processor time, each further step of effort doubles that. */
const AVIF_EFFORT = 0;
/** From this quality on colours have the full resolution. */
const FULL_CHROMA_QUALITY = 90;

export function chromaSubsampling(quality: number): '4:4:4' | '4:2:0' {
  return quality >= FULL_CHROMA_QUALITY ? '4:4:4' : '4:2:0';
}

/** The same pixels on their way into a file of a format. */
export function encoder(pipeline: Sharp, format: OutputFormat, quality: number): Sharp {
  if (format === 'png') return pipeline.png();
  if (format === 'webp') return pipeline.webp({ quality, effort: WEBP_EFFORT });
  if (format === 'avif')
    return pipeline.avif({ quality, effort: AVIF_EFFORT, chromaSubsampling: chromaSubsampling(quality) });
  // Optimised Huffman tables take three times as long to save 1.5 %.
  return pipeline.jpeg({ quality, optimiseCoding: false, chromaSubsampling: chromaSubsampling(quality) });
}

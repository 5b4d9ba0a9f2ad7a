import { OUTPUT_LIMITS, type OutputFormat, type OutputOptions } from '../../../../src/engine/core/presets/index';
import { t } from '../../i18n/translate';

/** How a print is to be written, as the artist thinks of it. */
export interface OutputWish {
  readonly format: OutputFormat;
  /** 1…100, for JPEG, WebP and AVIF. */
  readonly quality: number;
  /** Longer side, pixels; null: as the paper. */
  readonly longer: number | null;
  /** Dots to the inch, from which the printed size follows. */
  readonly dpi: number;
  readonly colorSpace: OutputOptions['colorSpace'];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const DEFAULT: OutputWish = { format: 'png', quality: 90, longer: null, dpi: 300, colorSpace: 'keep' };
const KEY = 'studio-output';
const CENTIMETRES_AN_INCH = 2.54;
/** Fewer dots to the inch than this look soft from arm's length. */
const SHARP_DPI = 150;
/** Bits a pixel that printed paper takes, measured on the library's papers; the others at their default quality. */
const BITS: Readonly<Record<OutputFormat, number>> = { png: 15, jpeg: 3.2, webp: 1.5, avif: 1.2 };

/** The wish of last time. */
export function readOutput(): OutputWish {
  try {
    return { ...DEFAULT, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<OutputWish>) };
  } catch {
    return DEFAULT;
  }
}

export function keepOutput(wish: OutputWish): void {
  localStorage.setItem(KEY, JSON.stringify(wish));
}

/** Pixels of the picture that comes out. */
export function outputSize({ longer }: OutputWish, paper: Size): Size {
  if (longer === null) return { width: paper.width, height: paper.height };
  const scale = longer / Math.max(paper.width, paper.height);
  return {
    width: Math.max(OUTPUT_LIMITS.size.min, Math.round(paper.width * scale)),
    height: Math.max(OUTPUT_LIMITS.size.min, Math.round(paper.height * scale)),
  };
}

/** What the API is asked for. */
export function toOutputOptions(wish: OutputWish, paper: Size): OutputOptions {
  const { format, quality, longer, dpi, colorSpace } = wish;
  const options = { format, quality, colorSpace, dpi } as const;
  if (longer === null) return { ...options, width: null, height: null };
  return paper.width >= paper.height
    ? { ...options, width: longer, height: null }
    : { ...options, width: null, height: longer };
}

/** Bytes, to within a factor of about two: pictures differ. */
export function estimatedBytes(wish: OutputWish, paper: Size): number {
  const { width, height } = outputSize(wish, paper);
  // Each step of ten in quality takes about a third off.
  const quality = wish.format === 'png' ? 1 : 1.4 ** ((wish.quality - DEFAULT.quality) / 10);
  return (width * height * BITS[wish.format] * quality) / 8;
}

/** Centimetres on paper. */
export function printedSize(wish: OutputWish, paper: Size): Size {
  const { width, height } = outputSize(wish, paper);
  const centimetres = (pixels: number) => Math.round((pixels / wish.dpi) * CENTIMETRES_AN_INCH * 10) / 10;
  return { width: centimetres(width), height: centimetres(height) };
}

/** Whether so few dots to the inch look soft. */
export function isSoft({ dpi }: OutputWish): boolean {
  return dpi < SHARP_DPI;
}

export function megabytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** Format and size in a few words. */
export function summaryOf(wish: OutputWish, paper: Size): string {
  return `${t(`studio.export.format.${wish.format}`)} ${t('studio.export.summary', { ...outputSize(wish, paper) })}`;
}

/** Widths of the files of the first page's pictures, the smallest first; scripts/studio-samples.mjs makes them. */
const WIDTHS = [560, 720, 1024];

/** How wide they are shown. */
export const LEAD_PICTURE_SIZES = '(max-width: 1119px) 92vw, 50vw';

/** What a browser chooses from. */
export function leadPictureSources(files: readonly string[]): string {
  return files.map((file, i) => `${file} ${WIDTHS[i]}w`).join(', ');
}

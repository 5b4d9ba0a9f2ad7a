/** Widths of the files of the first page's pictures, the smallest first; scripts/studio-samples.mjs makes them. */
const WIDTHS = [640, 1024, 1600];

/** How wide they are shown: first-page.css, `.first-picture .sheet`. */
export const LEAD_PICTURE_SIZES = [
  '(max-width: 784px) calc(100vw - 64px)',
  '(max-width: 1119px) 720px',
  '(max-width: 2559px) min(100vh - 196px, 60vw - 110px, 1400px)',
  'min(100vh - 220px, 60vw - 124px, 1575px)',
].join(', ');

/** What a browser chooses from. */
export function leadPictureSources(files: readonly string[]): string {
  return files.map((file, i) => `${file} ${WIDTHS[i]}w`).join(', ');
}

import { DEFAULT_PRESET, PRESETS } from '../../../../src/engine/core/presets/index';
import { SAMPLE_ARTWORKS, SAMPLE_PAPERS } from '../sources/samples';
import { livePreview } from './live';
import { PREVIEW_SIDE } from './preview-size';

/** Longer side of pictures that only get a paper ready. */
const LITTLE = 64;

/**
 * Draws first previews that nobody sees: the artist's own then finds the worker running, its kernel compiled, its tables made,
 * and each paper that may fit the artwork open, its creases worn.
 */
export async function warmUp(): Promise<void> {
  for (const [i, paper] of SAMPLE_PAPERS.entries()) {
    await livePreview.render({
      art: SAMPLE_ARTWORKS[0]!,
      paper,
      parameters: PRESETS[DEFAULT_PRESET].parameters,
      view: 'print',
      longest: i === 0 ? PREVIEW_SIDE : LITTLE,
    });
  }
}

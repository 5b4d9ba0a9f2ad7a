import { DEFAULT_PRESET, PRESETS } from '../../../../src/engine/core/presets/index';
import { SAMPLE_ARTWORKS, SAMPLE_PAPERS } from '../sources/samples';
import { livePreview } from './live';
import { PREVIEW_SIDE } from './preview-size';

/**
 * Draws a first preview that nobody sees: the artist's own then finds the worker running, its kernel compiled, its tables made
 * and a paper open.
 */
export async function warmUp(): Promise<void> {
  await livePreview.render({
    art: SAMPLE_ARTWORKS[0]!,
    paper: SAMPLE_PAPERS[0]!,
    parameters: PRESETS[DEFAULT_PRESET].parameters,
    view: 'print',
    longest: PREVIEW_SIDE,
  });
}

import { DEFAULT_PRESET, PRESETS } from '../../../../src/engine/core/presets/index';
import { SAMPLE_ARTWORKS, SAMPLE_PAPERS } from '../sources/samples';
import { openAhead } from './open-ahead';

/** Gets each paper ready that may fit the artist's artwork. */
export async function warmUp(): Promise<void> {
  const { parameters } = PRESETS[DEFAULT_PRESET];
  for (const paper of SAMPLE_PAPERS) await openAhead({ art: SAMPLE_ARTWORKS[0]!, paper, parameters });
}

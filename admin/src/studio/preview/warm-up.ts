import { DEFAULT_PRESET, PRESETS } from '../../../../src/engine/core/presets/index';
import { SAMPLE_ARTWORKS, SAMPLE_PAPERS } from '../sources/samples';
import { livePreview } from './live';
import { openAhead } from './open-ahead';
import { RightOfWay } from './right-of-way';

/** The artist's own artwork comes before papers that it may not lie on. */
export const warmUpGivesWay = new RightOfWay();

/** Gets each paper ready that may fit the artist's artwork. */
export async function warmUp(): Promise<void> {
  const { parameters } = PRESETS[DEFAULT_PRESET];
  for (const paper of SAMPLE_PAPERS) {
    await warmUpGivesWay.free();
    // What fails now is asked for again in time.
    await livePreview.openPaper(paper).catch(() => undefined);
    await warmUpGivesWay.free();
    await openAhead({ art: SAMPLE_ARTWORKS[0]!, paper, parameters });
  }
}

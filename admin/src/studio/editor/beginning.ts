import { PRESETS } from '../../../../src/engine/core/presets/index';
import { type Draft } from '../draft/draft-store';
import { type Edit, newEdit } from '../edit/edit';
import { livePreview } from '../preview/live';
import { openAhead } from '../preview/open-ahead';
import { warmUpGivesWay } from '../preview/warm-up';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { fittingPaper } from '../sources/fitting-paper';
import { localArtwork } from '../sources/local-files';
import { SAMPLE_ARTWORKS, SAMPLE_PAPERS } from '../sources/samples';

/** From a first preview on, until the editor stands and has shown it. */
const SETTLED_MILLISECONDS = 1000;

/** What an editor opens with. */
export interface Beginning {
  readonly edit: Edit;
  /** Choices that are neither samples nor the server's. */
  readonly artworks: readonly ArtChoice[];
  readonly papers: readonly PaperChoice[];
}

/**
 * A new print of an artwork, on the sample paper that fits it best, whose preview is begun before the editor asks for it.
 *
 * @throws PreviewError where the artwork cannot be read
 */
export async function beginWith(art: ArtChoice): Promise<Beginning> {
  const opening = livePreview.openArt(art);
  warmUpGivesWay.take(opening);
  const paper = fittingPaper(SAMPLE_PAPERS, await opening)!;
  const edit = newEdit(art.key, paper.key);
  // While the page lays out the editor, which then asks for the same, and says what it came to.
  const rendering = openAhead({ art, paper, parameters: edit.parameters });
  warmUpGivesWay.take(rendering.then(() => new Promise((done) => setTimeout(done, SETTLED_MILLISECONDS))));
  return { edit, artworks: art.where === 'here' ? [art] : [], papers: [] };
}

/** A first print, of an artwork of ours. */
export function beginWithSample(): Beginning {
  return { edit: newEdit(SAMPLE_ARTWORKS[0]!.key, SAMPLE_PAPERS[0]!.key), artworks: [], papers: [] };
}

/** The print of last time, with its pictures. Null where it is of another version of the engine. */
export function resume({ edit, artwork, paper }: Draft): Beginning | null {
  if (!(edit.preset in PRESETS)) return null;
  const parameters = { ...PRESETS[edit.preset].parameters, ...edit.parameters };
  return {
    edit: { ...edit, parameters },
    artworks: artwork.picture ? [localArtwork(artwork.picture, artwork.title, artwork.key)] : [],
    papers: paper.picture ? [keptPaper(paper, paper.picture)] : [],
  };
}

function keptPaper({ key, title, width, height }: Draft['paper'], picture: Blob): PaperChoice {
  return {
    key,
    name: title,
    thumbnail: URL.createObjectURL(picture),
    where: 'here',
    madeByAi: false,
    width,
    height,
    quad: null,
    load: () => Promise.resolve({ picture, analysis: null }),
  };
}

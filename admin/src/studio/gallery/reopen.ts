import { PRESETS } from '../../../../src/engine/core/presets/index';
import { api } from '../../api/client';
import { answerOf } from '../../api/problem';
import type { Beginning } from '../editor/beginning';

/** An editor with the parameters of a print that was made. @throws ApiProblem */
export async function reopen(mappingId: string): Promise<Beginning> {
  const mapping = await answerOf(api.GET('/api/v1/mappings/{id}', { params: { path: { id: mappingId } } }));
  const { artworkId, baseImageId, preset, parameters } = mapping;
  const complete = { ...PRESETS[preset].parameters, ...parameters } as Beginning['edit']['parameters'];
  return {
    edit: { artworkId, baseImageId, preset, parameters: complete },
    artworks: [],
    papers: [],
  };
}

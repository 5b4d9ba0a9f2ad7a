import type { GradioSettings } from '../../../config/app-config.js';
import { GradioPapers } from './gradio-papers.js';
import { SpaceByAddress, SpaceByName } from './space-locator.js';

export function makeGradioPapers({ space, hub, token, endpoint, parameters }: GradioSettings): GradioPapers {
  const locator =
    'url' in space
      ? new SpaceByAddress(space.url, token)
      : new SpaceByName({ space: space.name, token, endpoint: hub });
  return new GradioPapers({ locator, endpoint, parameters });
}

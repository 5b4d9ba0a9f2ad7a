import { useEffect, useRef, useState } from 'react';
import { authorisedFetch } from '../../api/client';
import { ApiProblem, toProblem } from '../../api/problem';
import { t } from '../../i18n/translate';
import { placementOf } from './placement';
import type { Mesh } from './sheet-mesh';

const WIDTH = 480;

export interface Sample {
  /** Object URL of the latest picture. */
  readonly url?: string;
  readonly problem?: string;
  readonly busy: boolean;
}

/**
 * An artwork on the paper with its sheet so placed, as the server renders it. One request is under way at a time; what was asked for in
 * the meantime is asked last, so an old picture never follows a newer one.
 */
export function useSample(baseImageId: string, artworkId: string | undefined, mesh: Mesh, usable: boolean): Sample {
  const [sample, setSample] = useState<Sample>({ busy: false });
  const wanted = useRef<Mesh>(undefined);
  const running = useRef(false);

  useEffect(() => {
    if (!artworkId || !usable) return;
    wanted.current = mesh;
    if (running.current) return;
    running.current = true;
    setSample((known) => ({ ...known, busy: true }));
    void (async () => {
      while (wanted.current) {
        const next = wanted.current;
        wanted.current = undefined;
        try {
          const url = await render({ artworkId, baseImageId, width: WIDTH, parameters: placementOf(next) });
          setSample((known) => {
            if (known.url) URL.revokeObjectURL(known.url);
            return { url, busy: wanted.current !== undefined };
          });
        } catch (failure) {
          const problem = failure instanceof ApiProblem ? failure.message : t('problem.offline');
          setSample((known) => ({ ...known, problem, busy: false }));
        }
      }
      running.current = false;
    })();
  }, [artworkId, baseImageId, mesh, usable]);

  return sample;
}

async function render(body: object): Promise<string> {
  const response = await authorisedFetch(
    new Request('/api/v1/mappings/preview', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  if (!response.ok) throw toProblem(response.status, await response.json().catch(() => undefined));
  return URL.createObjectURL(await response.blob());
}

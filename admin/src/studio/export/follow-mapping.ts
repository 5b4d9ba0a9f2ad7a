import { api, authorisedFetch, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { readEvents } from './read-events';

type Mapping = Schema['Mapping'];

const RECONNECT_MILLISECONDS = 1000;

/** Whether nothing more will happen to it. */
export function hasEnded({ status }: Mapping): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/**
 * Follows a mapping by the server's events until it has ended; a connection that is lost is made again where it was cut off.
 *
 * @param onChange each state as it comes; `connected` is false while the connection is down
 */
export async function followMapping(
  id: string,
  signal: AbortSignal,
  onChange: (mapping: Mapping | null, connected: boolean) => void,
): Promise<void> {
  let lastEventId: string | undefined;
  for (;;) {
    try {
      const response = await authorisedFetch(
        new Request(`/api/v1/mappings/${id}/events`, {
          signal,
          headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
        }),
      );
      if (response.status === 204) return;
      if (response.ok && response.body) {
        for await (const event of readEvents(response.body)) {
          lastEventId = event.id ?? lastEventId;
          const mapping = JSON.parse(event.data) as Mapping;
          onChange(mapping, true);
          if (hasEnded(mapping)) return;
        }
      } else if (response.status === 404) {
        return;
      }
    } catch {
      if (signal.aborted) return;
      onChange(null, false);
    }
    await new Promise((done) => setTimeout(done, RECONNECT_MILLISECONDS));
    if (signal.aborted) return;
    const mapping = await answerOf(api.GET('/api/v1/mappings/{id}', { params: { path: { id } } })).catch(() => null);
    if (mapping) onChange(mapping, true);
    if (mapping && hasEnded(mapping)) return;
  }
}

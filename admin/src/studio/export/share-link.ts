import { api } from '../../api/client';
import { answerOf } from '../../api/problem';

/** The public address of a finished print, made public with it. @throws ApiProblem */
export async function shareLink(mappingId: string): Promise<string> {
  const { token } = await answerOf(api.POST('/api/v1/mappings/{id}/share', { params: { path: { id: mappingId } } }));
  return publicAddress(token);
}

/** Of the page behind a link. */
export function publicAddress(token: string): string {
  return new URL(`/s/${token}`, window.location.origin).href;
}

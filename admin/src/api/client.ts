import createClient from 'openapi-fetch';
import { session } from '../session/session';
import type { components, paths } from './schema';

/** The API's named schemas: `Schema['Artwork']`. */
export type Schema = components['schemas'];

/**
 * The public API as docs/openapi.json describes it. Requests carry the session's access token; one that the server takes for
 * expired is renewed once and the request sent again.
 */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: authorisedFetch,
});

/** `fetch` with the session's access token, for what the client cannot do: uploads with progress, streams. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.accessToken();
  const response = await fetch(withToken(request, token));
  if (response.status !== 401 || token === undefined) return response;
  const renewed = await session.renew(token);
  return renewed === undefined ? response : fetch(withToken(again, renewed));
}

function withToken(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

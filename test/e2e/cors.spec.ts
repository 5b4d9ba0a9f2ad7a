import { type Application, STUDIO } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';

describe('requests that browsers make for pages of other origins', () => {
  let app: Application;
  beforeAll(async () => (app = await sharedApplication()));

  const allowedOrigin = async (origin: string, method = 'GET') => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const answer = await app.request('/presets', { method, headers });
    await answer.arrayBuffer();
    return answer.headers.get('access-control-allow-origin');
  };

  it('may be read by those that are named', async () => {
    expect(await allowedOrigin(STUDIO, 'OPTIONS')).toBe(STUDIO);
    expect(await allowedOrigin(STUDIO)).toBe(STUDIO);
  });

  it.each([
    'https://evil.example',
    'null',
    `${STUDIO}.evil.example`,
    'https://evilstudio.example.org',
    'http://studio.example.org',
    `${STUDIO}:444`,
  ])('may not be read by %s', async (origin) => {
    expect(await allowedOrigin(origin, 'OPTIONS')).toBeNull();
    expect(await allowedOrigin(origin)).toBeNull();
  });
});

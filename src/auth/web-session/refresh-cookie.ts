import type { CookieOptions, Request, Response } from 'express';

/** Where the browser sends the cookie: to these operations alone. */
const PATH = '/api/v1/auth/web';
const NAME = 'refresh_token';
const ATTRIBUTES: CookieOptions = { httpOnly: true, sameSite: 'strict', path: PATH };

/** Keeps a browser's refresh token where no script can read it. @param secure whether clients reach the service by https */
export function setRefreshCookie(response: Response, token: string, seconds: number, secure: boolean): void {
  response.cookie(NAME, token, { ...ATTRIBUTES, secure, maxAge: seconds * 1000 });
}

export function clearRefreshCookie(response: Response): void {
  response.clearCookie(NAME, ATTRIBUTES);
}

/** The refresh token a browser sent. */
export function readRefreshCookie(request: Request): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value) return decodeToken(value);
  }
  return undefined;
}

function decodeToken(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

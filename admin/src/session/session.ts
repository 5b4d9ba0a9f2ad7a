import type { components } from '../api/schema';

type WebSession = components['schemas']['WebSession'];
type Credentials = components['schemas']['Credentials'];
type Registration = components['schemas']['Registration'];
export type User = components['schemas']['User'];

export type SessionState =
  | { readonly state: 'unknown'; readonly user?: undefined }
  | { readonly state: 'signed-out'; readonly expired: boolean; readonly user?: undefined }
  | { readonly state: 'signed-in'; readonly user: User };

/** A token is renewed this long before it expires. */
const MARGIN_MILLISECONDS = 30_000;
/** While another tab, or a page that was left, exchanges the same cookie. */
const CONFLICT_MILLISECONDS = 400;
const CONFLICT_ATTEMPTS = 8;
/** Says only that asking for a session is worth while; the session itself is in a cookie that scripts cannot read. */
const HINT = 'was-signed-in';
const LOCK = 'session-renewal';

/**
 * Who is signed in in this browser. The access token lives in memory only and is renewed before it expires; of several tabs
 * one renews and tells the others.
 */
class Session {
  private current: SessionState = { state: 'unknown' };
  private token: { readonly value: string; readonly expiresAt: number } | undefined;
  private renewal: Promise<string | undefined> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly tabs = new BroadcastChannel('session');

  constructor() {
    this.tabs.addEventListener('message', ({ data }: MessageEvent<WebSession | null>) => this.hear(data));
    if (localStorage.getItem(HINT) === null) this.set({ state: 'signed-out', expired: false });
    else void this.renew(undefined).catch(() => undefined);
  }

  get snapshot(): SessionState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async signIn(credentials: Credentials): Promise<Response> {
    return this.open('login', credentials);
  }

  async register(registration: Registration): Promise<Response> {
    return this.open('register', registration);
  }

  async signOut(): Promise<void> {
    await post('logout').catch(() => undefined);
    this.close(false);
    this.tabs.postMessage(null);
  }

  /** A token that will still serve for a while; undefined where nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    if (this.current.state === 'signed-out') return undefined;
    if (this.token && this.token.expiresAt - MARGIN_MILLISECONDS > Date.now()) return this.token.value;
    return this.renew(this.token?.value);
  }

  /** Exchanges the cookie, once for all who ask at the same time. @param used the token that serves no more */
  renew(used: string | undefined): Promise<string | undefined> {
    this.renewal ??= alone(() => this.exchange(used)).finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  private async exchange(used: string | undefined): Promise<string | undefined> {
    // Another tab may have told of its renewal while this one waited for its turn.
    if (this.token && this.token.value !== used) return this.token.value;
    // Another request that failed at the same time has ended the session, and has said why.
    if (this.current.state === 'signed-out') return undefined;
    for (let attempt = 1; ; attempt++) {
      const response = await post('refresh');
      if (response.ok) return this.take((await response.json()) as WebSession);
      if (response.status === 401) {
        this.close(this.current.state === 'signed-in');
        return undefined;
      }
      if (response.status !== 409 || attempt === CONFLICT_ATTEMPTS) {
        throw new Error(`The session could not be renewed: ${response.status}`);
      }
      await new Promise((done) => setTimeout(done, CONFLICT_MILLISECONDS));
    }
  }

  private async open(operation: 'login' | 'register', body: Credentials | Registration): Promise<Response> {
    const response = await post(operation, body);
    if (response.ok) this.take((await response.clone().json()) as WebSession);
    return response;
  }

  private take(answer: WebSession): string {
    this.hear(answer);
    this.tabs.postMessage(answer);
    return answer.accessToken;
  }

  private hear(answer: WebSession | null): void {
    if (answer === null) return this.close(false);
    this.token = { value: answer.accessToken, expiresAt: Date.now() + answer.expiresIn * 1000 };
    localStorage.setItem(HINT, '1');
    this.set({ state: 'signed-in', user: answer.user });
  }

  private close(expired: boolean): void {
    this.token = undefined;
    localStorage.removeItem(HINT);
    this.set({ state: 'signed-out', expired });
  }

  private set(state: SessionState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

/** One tab at a time, where the browser can arrange that; elsewhere the server's 409 does. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work();
}

/** `keepalive`: the new cookie must arrive even if the page is left while the answer is on its way. */
function post(operation: string, body?: object): Promise<Response> {
  return fetch(`/api/v1/auth/web/${operation}`, {
    method: 'POST',
    keepalive: true,
    ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

export const session = new Session();

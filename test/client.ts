import type { ProblemView, SessionView } from '../src/claim/views.ts';
import { demoPassword } from '../src/demo/accounts.ts';

const MOST_TRIES = 20;

/** A person at the other end of HTTP: a cookie, a token, and nothing of the service's insides. */
export class Client {
  readonly address: string;
  #cookie = '';
  #token = '';

  constructor(address: string) {
    this.address = address;
  }

  /** The same person, still signed in, after the service moved to another address. */
  moved(address: string): Client {
    const client = new Client(address);
    client.#cookie = this.#cookie;
    client.#token = this.#token;
    return client;
  }

  async signIn(username: string, password: string = demoPassword): Promise<SessionView> {
    const session = await this.post<SessionView>('/api/session', { username, password });
    this.#token = session.csrfToken ?? '';
    return session;
  }

  /** What says who this is, for requests made by other means. */
  headers(): Record<string, string> {
    return {
      ...(this.#cookie ? { cookie: this.#cookie } : {}),
      ...(this.#token ? { 'x-csrf-token': this.#token } : {}),
    };
  }

  /** The bare answer, whatever its status. */
  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const isRaw = body instanceof FormData || body instanceof Uint8Array;
    const response = await fetch(this.address + path, {
      method,
      redirect: 'manual',
      headers: {
        ...this.headers(),
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const cookie = response.headers.getSetCookie().find((each) => each.startsWith('matkalasku-session='));
    if (cookie) this.#cookie = cookie.split(';')[0] ?? '';
    return response;
  }

  /** The answer's JSON; anything but success is thrown with the problem it told. */
  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#patiently(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  /** "Too busy, wait a moment" is waited for, as a person would: tests share the service's processor. */
  async #patiently(method: string, path: string, body?: unknown): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.request(method, path, body);
      if (response.status !== 503 || tries === MOST_TRIES) return response;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  get<T>(path: string): Promise<T> {
    return this.#json<T>('GET', path);
  }
  post<T>(path: string, body?: unknown): Promise<T> {
    return this.#json<T>('POST', path, body);
  }
  put<T>(path: string, body: unknown): Promise<T> {
    return this.#json<T>('PUT', path, body);
  }

  /** The problem a refused request is answered with; throws when it was not refused. */
  async refused(method: string, path: string, body?: unknown): Promise<ProblemView> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.request(method, path, body);
      if (response.ok) throw new Error(`${method} ${path} was not refused`);
      const type = response.headers.get('content-type') ?? '';
      if (!type.startsWith('application/problem+json')) throw new Error(`${method} ${path}: answered ${type}`);
      const problem = (await response.json()) as ProblemView;
      if (problem.code !== 'too-busy' || tries === MOST_TRIES) return problem;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  async bytes(path: string): Promise<Uint8Array> {
    const response = await this.#patiently('GET', path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Asks again until the answer is `done`; throws when it does not come within the time. */
export async function until<T>(ask: () => Promise<T>, done: (answer: T) => boolean, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${JSON.stringify(answer).slice(0, 300)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

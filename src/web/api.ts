import type { ProblemView } from '../claim/views.ts';

/** The one way to the server: JSON both ways, the CSRF token on everything that changes something. */

/** A refusal by the server; `view.detail` is a sentence in the user's language. */
export class Refused extends Error {
  readonly view: ProblemView;
  constructor(view: ProblemView) {
    super(view.code);
    this.name = 'Refused';
    this.view = view;
  }
}

/** No answer came at all: the network, not the server, said no. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

export const isRefused = (error: unknown, code?: string): error is Refused =>
  error instanceof Refused && (code === undefined || error.view.code === code);

let csrfToken: string | null = null;
/** Remembers the token of the session, for every later change. */
export const rememberCsrfToken = (token: string | null): void => {
  csrfToken = token;
};
export const csrfHeaders = (): Record<string, string> => (csrfToken ? { 'x-csrf-token': csrfToken } : {});

const unknownProblem = (status: number): ProblemView => ({
  type: 'about:blank',
  title: '',
  status,
  detail: '',
  code: 'internal-error',
  requestId: '',
});

/** What the server refused with, also when a proxy in between answered something else. */
export const problemOf = (status: number, body: string): ProblemView => {
  try {
    const parsed: unknown = JSON.parse(body);
    return { ...unknownProblem(status), ...(typeof parsed === 'object' ? parsed : {}) };
  } catch {
    return unknownProblem(status);
  }
};

const answerOf = async <T>(response: Response): Promise<T> => {
  const body = await response.text();
  if (!response.ok) throw new Refused(problemOf(response.status, body));
  return (body === '' ? undefined : JSON.parse(body)) as T;
};

const send = async (method: string, path: string, body: unknown): Promise<Response> => {
  // Before anybody has signed in the server knows the language only from here.
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
  };
  if (method !== 'GET') Object.assign(headers, csrfHeaders());
  // A form says its own type, with the line that parts its files.
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new Unreachable();
  }
};

const call = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
  answerOf<T>(await send(method, path, body));

/** Why a picture does not come, told by asking for it again; null when it comes now. */
export const refusalOf = async (path: string): Promise<Refused | Unreachable | null> => {
  try {
    const response = await send('GET', path, undefined);
    return response.ok ? null : new Refused(problemOf(response.status, await response.text()));
  } catch (error) {
    if (error instanceof Unreachable) return error;
    throw error;
  }
};

export const api = {
  get: <T>(path: string) => call<T>('GET', path),
  post: <T>(path: string, body: unknown = {}) => call<T>('POST', path, body),
  put: <T>(path: string, body: unknown) => call<T>('PUT', path, body),
  delete: <T>(path: string) => call<T>('DELETE', path),
};

import { csrfHeaders, problemOf, Refused, Unreachable } from './api.ts';

/** Sends one small file by itself and answers what came of it. Throws `Refused` or `Unreachable`, as every call does. */
export const sendFile = async <T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  const headers = { accept: 'application/json', ...csrfHeaders() };
  const sent = fetch(path, { method: 'POST', credentials: 'same-origin', headers, body: form });
  const response = await sent.catch(() => {
    throw new Unreachable();
  });
  const body = await response.text();
  if (!response.ok) throw new Refused(problemOf(response.status, body));
  return JSON.parse(body) as T;
};

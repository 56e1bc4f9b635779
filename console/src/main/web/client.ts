import { type Problem, STEP_UP } from './api.ts';

const BASE = '/api/v1';
const SAFE = new Set(['GET', 'HEAD']);

/** What the API refused, with its own words for it. Status 0: no answer at all. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

// Kept in memory alone: whoever reads the browser's storage finds nothing to act with.
let csrf: string | undefined;

/** Remembers what must accompany every change, and hands the session on. */
export function remember<T extends { csrf: string }>(answer: T): T {
  csrf = answer.csrf;
  return answer;
}

/** Forgets it when the session has ended. */
export function forget(): void {
  csrf = undefined;
}

/** A path whose values are encoded: at`/projects/${name}/images`. */
export function at(parts: TemplateStringsArray, ...values: string[]): string {
  return parts.reduce((path, part, i) => path + encodeURIComponent(values[i - 1] ?? '') + part);
}

/** A query string of what is given; empty and absent values stay out. */
export function query(values: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') {
      search.set(key, String(value));
    }
  }
  return search.size === 0 ? '' : `?${search}`;
}

/** The address of something to download. */
export function href(path: string): string {
  return BASE + path;
}

type FactorAsker = () => Promise<boolean>;
let askForFactor: FactorAsker | undefined;

/** Says who has the person show a factor when the server wants a fresh one; true once it was right. */
export function onStepUp(asker: FactorAsker | undefined): void {
  askForFactor = asker;
}

/** Asks the API, and once more after a factor was shown where that is what was missing. */
export async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await once<T>(method, path, body, signal);
  } catch (e) {
    const wantsFactor = e instanceof ProblemError && e.problem.type === STEP_UP;
    if (!wantsFactor || askForFactor === undefined || !(await askForFactor())) {
      throw e;
    }
    return once<T>(method, path, body, signal);
  }
}

/** Rejects with a ProblemError, whatever went wrong. */
async function once<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  // A certificate comes as the envelope that it is.
  const headers: Record<string, string> = { Accept: 'application/json, */*;q=0.5' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (!SAFE.has(method) && csrf !== undefined) {
    headers['X-CSRF-Token'] = csrf;
  }
  let response: Response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (e) {
    if (signal?.aborted) {
      throw e;
    }
    throw new ProblemError({ title: 'unreachable', status: 0 });
  }
  if (!response.ok) {
    throw new ProblemError(await problemOf(response));
  }
  return (response.status === 204 ? undefined : await jsonOf(response)) as T;
}

export const get = <T>(path: string, signal?: AbortSignal) =>
  call<T>('GET', path, undefined, signal);
export const post = <T>(path: string, body?: unknown) => call<T>('POST', path, body);
export const put = <T>(path: string, body?: unknown) => call<T>('PUT', path, body);
export const remove = <T>(path: string) => call<T>('DELETE', path);

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

async function problemOf(response: Response): Promise<Problem> {
  const plain: Problem = { title: response.statusText || 'error', status: response.status };
  try {
    const found = (await jsonOf(response)) as Partial<Problem> | undefined;
    return typeof found?.title === 'string' ? { ...plain, ...found } : plain;
  } catch {
    return plain;
  }
}

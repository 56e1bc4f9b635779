import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import type { Page, Problem, Session, SessionState } from '../main/web/api.ts';
import * as data from './data.ts';

// Stands in for the server while pages are drawn with `npm run dev`: it answers from made-up data and
// proves nothing. No build contains it; the tests of the journey run against the real server.

const SESSION: Session = {
  state: 'signed-in',
  methods: ['totp', 'webauthn', 'recovery'],
  csrf: 'csrf',
  name: 'ada',
  authenticatedAt: new Date().toISOString(),
  endsAt: new Date(Date.now() + 3_600_000).toISOString(),
};

let state: SessionState | undefined = 'signed-in';

type Answer = object | Problem | undefined;
type Route = [method: string, path: RegExp, answer: (search: URLSearchParams) => Answer];

const missing = (status: number, title: string, detail: string): Problem => ({
  status,
  title,
  detail,
});

function enter(next: SessionState): Session {
  state = next;
  return { ...SESSION, state: next };
}

function page<T>(items: T[], search: URLSearchParams): Page<T> {
  const start = Number(search.get('after') ?? '0');
  const limit = Math.min(Number(search.get('limit') ?? '50'), 20);
  const end = start + limit;
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { next: String(end) } : {}),
  };
}

const ROUTES: Route[] = [
  [
    'GET',
    /^\/session$/,
    () =>
      state === undefined
        ? missing(401, 'Unauthorized', 'Nobody is signed in.')
        : { ...SESSION, state },
  ],
  ['POST', /^\/session$/, () => enter('second-factor')],
  ['POST', /^\/session\/second-factor$/, () => enter('signed-in')],
  [
    'DELETE',
    /^\/session$/,
    () => {
      state = undefined;
      return undefined;
    },
  ],
  ['POST', /^\/(setup|welcome)$/, () => ({ name: 'ada' })],
  ['POST', /^\/me\/totp$/, () => data.SECRET],
  [
    'PUT',
    /^\/me\/totp$/,
    () => ({ recoveryCodes: data.RECOVERY_CODES, state: 'signed-in', csrf: 'csrf' }),
  ],
  ['GET', /^\/me$/, () => data.ME],
  ['GET', /^\/me\/sessions$/, (search) => page(data.SESSIONS, search)],
  ['GET', /^\/me\/webauthn$/, (search) => page(data.KEYS, search)],
  ['GET', /^\/me\/tokens$/, (search) => page(data.TOKENS, search)],
  ['POST', /^\/me\/tokens$/, () => data.NEW_TOKEN],
  ['GET', /^\/projects$/, (search) => page(data.PROJECTS, search)],
  [
    'GET',
    /^\/projects\/[^/]+\/images$/,
    (search) =>
      page(
        data.IMAGES.filter(
          ({ verdict, repository }) =>
            [null, verdict].includes(search.get('verdict') as typeof verdict | null) &&
            [null, repository].includes(search.get('repository')),
        ),
        search,
      ),
  ],
  ['GET', /^\/projects\/[^/]+$/, () => data.PROJECTS[1]],
  ['GET', /^\/projects\/[^/]+\/images\/[^/]+$/, () => data.IMAGES[0]],
  [
    'GET',
    /^\/projects\/[^/]+\/images\/[^/]+\/findings$/,
    (search) =>
      page(
        data.FINDINGS.filter(
          ({ kind, severity }) =>
            kind.includes(search.get('kind') ?? '') &&
            severity.includes(search.get('severity') ?? ''),
        ),
        search,
      ),
  ],
  ['GET', /^\/projects\/[^/]+\/images\/[^/]+\/findings\/[^/]+$/, () => data.FINDING],
  ['GET', /^\/projects\/[^/]+\/images\/[^/]+\/certificate$/, () => data.ENVELOPE],
  ['GET', /^\/projects\/[^/]+\/jobs$/, (search) => page(data.JOBS, search)],
  [
    'POST',
    /^\/projects\/[^/]+\/scans$/,
    () => ({ id: 'j1', href: '/api/v1/projects/shop/jobs/j1' }),
  ],
  ['GET', /^\/audit$/, (search) => ({ ...page(data.EVENTS, search), unchained: data.UNCHAINED })],
  ['GET', /^\/people$/, (search) => page(data.PEOPLE, search)],
  ['POST', /^\/people$/, () => data.INVITED],
  // Draws the pages of signing in: GET /api/v1/dev/enrol-second-factor and so on.
  ['GET', /^\/dev\/enrol-second-factor$/, () => enter('enrol-second-factor')],
  ['GET', /^\/dev\/signed-in$/, () => enter('signed-in')],
];

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = decodeURIComponent(url.pathname);
  const route = ROUTES.find(([method, form]) => method === request.method && form.test(path));
  const found =
    route === undefined
      ? missing(404, 'Not Found', `${request.method} ${path} is not in the double.`)
      : route[2](url.searchParams);
  const isProblem = found !== undefined && 'status' in found && typeof found.status === 'number';
  response.statusCode = isProblem ? (found.status as number) : found === undefined ? 204 : 200;
  response.setHeader('Content-Type', isProblem ? 'application/problem+json' : 'application/json');
  response.end(found === undefined ? undefined : JSON.stringify(found));
}

/** Answers below /api/v1 in `vite dev`. */
export function double(): Plugin {
  return {
    name: 'seaworthy-double',
    apply: 'serve',
    configureServer: (server) => {
      server.middlewares.use('/api/v1', answer);
    },
  };
}

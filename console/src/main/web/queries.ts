import {
  QueryClient,
  type QueryKey,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type {
  AuditFilter,
  AuditPage,
  AuditRecord,
  AuditWaiting,
  Envelope,
  Finding,
  FindingSummary,
  Image,
  Job,
  Me,
  OwnSession,
  Page,
  Person,
  Project,
  SecurityKey,
  Session,
  Token,
} from './api.ts';
import { at, forget, get, href, ProblemError, query, remember } from './client.ts';
import { pollDelay } from './format.ts';

const PAGE = 50;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the API refused it refuses again; only silence is worth another try.
      retry: (failures, error) =>
        failures < 2 &&
        error instanceof ProblemError &&
        [0, 502, 503].includes(error.problem.status),
    },
  },
});

queryClient.getQueryCache().subscribe(({ query: asked, type }) => {
  const error = asked.state.error;
  const hasEnded = error instanceof ProblemError && error.problem.status === 401;
  if (type === 'updated' && hasEnded && asked.queryKey[0] !== 'session') {
    endSession();
  }
});

/** The session, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return remember(await get<Session>('/session', signal));
    } catch (e) {
      if (e instanceof ProblemError && e.problem.status === 401) {
        return null;
      }
      throw e;
    }
  },
});

/** Takes over what signing in answered. */
export function takeSession(session: Session): Session {
  queryClient.setQueryData(sessionQuery.queryKey, remember(session));
  return session;
}

/** Asks anew who is signed in. */
export function freshSession(): Promise<Session | null> {
  return queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** Forgets everything that the person has seen. */
export function endSession(): void {
  forget();
  // First, so that nothing that is still shown asks once more: each denial is put on record.
  queryClient.setQueryData(sessionQuery.queryKey, null);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

/** A record of the audit trail, or an event that has no place in the chain yet. */
export type AuditRow = AuditWaiting & Partial<AuditRecord>;

/** A listing of the API, which grows by its cursor. */
export interface Source<T> {
  key: QueryKey;
  path: string;
  filter: Record<string, string | undefined>;
  /** What an answer means, where it is more than a page. */
  read?: (page: Page<T>) => Page<T>;
}

const listing = <T>(
  key: QueryKey,
  path: string,
  filter: Record<string, string | undefined> = {},
): Source<T> => ({ key: [...key, filter], path, filter });

/** The pages of a listing that were asked for so far. */
export function usePages<T>({ key, path, filter, read = (page) => page }: Source<T>) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) =>
      read(await get<Page<T>>(path + query({ ...filter, limit: PAGE, after: pageParam }), signal)),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

const one = <T>(key: QueryKey, path: string) =>
  queryOptions({ queryKey: key, queryFn: ({ signal }) => get<T>(path, signal) });

export const projects = () => listing<Project>(['projects'], '/projects');

export interface ImageFilter {
  verdict?: string | undefined;
  repository?: string | undefined;
}

export const images = (project: string, filter: ImageFilter) =>
  listing<Image>(['images', project], at`/projects/${project}/images`, { ...filter });

/** An image: in this repository, or in the one of its repositories that was scanned last. */
export interface ImageAddress {
  project: string;
  digest: string;
  repository?: string | undefined;
}

const imagePath = ({ project, digest }: ImageAddress, rest = '') =>
  at`/projects/${project}/images/${digest}` + rest;

const ofImage = <T>(what: string, image: ImageAddress, rest = '') =>
  one<T>(
    [what, image.project, image.digest, image.repository, rest],
    imagePath(image, rest) + query({ repository: image.repository }),
  );

export const image = (address: ImageAddress) => ofImage<Image>('image', address);

/** Where to download something of an image. */
export const download = (image: ImageAddress, what: 'sbom' | 'report', format?: string) =>
  href(imagePath(image, `/${what}`) + query({ repository: image.repository, format }));

export interface FindingFilter {
  severity?: string | undefined;
  kind?: string | undefined;
}

export const findings = (image: ImageAddress, filter: FindingFilter) =>
  listing<FindingSummary>(
    ['findings', image.project, image.digest],
    imagePath(image, '/findings'),
    { repository: image.repository, severity: filter.severity, kind: filter.kind },
  );

export const finding = (image: ImageAddress, id: string) =>
  ofImage<Finding>('finding', image, at`/findings/${id}`);

export const certificate = (image: ImageAddress) =>
  ofImage<Envelope>('certificate', image, '/certificate');

/** The audit trail, newest first. What is not yet chained stands at the top, as a record without number. */
export const audit = (filter: AuditFilter): Source<AuditRow> => ({
  ...listing<AuditRow>(['audit'], '/audit', { ...filter }),
  read: (page) => {
    const { items, next, unchained } = page as unknown as AuditPage;
    const hasFilter = Object.keys(filter).length > 0;
    const waiting = hasFilter ? [] : (unchained?.events ?? []);
    return { items: [...waiting, ...items], ...(next ? { next } : {}) };
  },
});

export const people = () => listing<Person>(['people'], '/people');
export const me = () => one<Me>(['me'], '/me');
/** Whether the person may do something of the platform; nothing while that is not known. */
export function useMay(): (permission: string) => boolean {
  const session = useQuery(sessionQuery).data;
  const enabled = session?.state === 'signed-in';
  const held = useQuery({ ...me(), enabled }).data?.permissions ?? [];
  return (permission) => held.includes(permission);
}

/** Whether the person may do something in a project; nothing while that is not known. */
export function useMayIn(project: string): (permission: string) => boolean {
  const held = useQuery(one<Project>(['project', project], at`/projects/${project}`)).data;
  return (permission) => held?.permissions.includes(permission) ?? false;
}

export const ownKeys = () => listing<SecurityKey>(['me', 'webauthn'], '/me/webauthn');
export const ownSessions = () => listing<OwnSession>(['me', 'sessions'], '/me/sessions');
export const ownTokens = () => listing<Token>(['me', 'tokens'], '/me/tokens');

const ACTIVE = new Set(['queued', 'running']);

/** The latest jobs, asked for again while something moves, and ever more seldom while nothing does. */
export function useJobs(project: string) {
  const last = useRef<{ data: unknown; at: number }>({ data: undefined, at: Date.now() });
  return useQuery({
    queryKey: ['jobs', project],
    queryFn: ({ signal }) =>
      get<Page<Job>>(at`/projects/${project}/jobs` + query({ limit: PAGE }), signal),
    refetchInterval: ({ state }) => {
      // Equal answers keep their identity, so another object is a change.
      if (state.data !== last.current.data) {
        last.current = { data: state.data, at: Date.now() };
      }
      const hasActive = state.data?.items.some((job) => ACTIVE.has(job.state)) ?? false;
      return pollDelay(Date.now() - last.current.at, hasActive);
    },
  });
}

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
  Certificate,
  Finding,
  FindingSummary,
  Image,
  ImageSummary,
  Job,
  Me,
  OwnSession,
  Page,
  Person,
  Project,
  Session,
  Token,
} from './api.ts';
import { at, forget, get, ProblemError, query, remember } from './client.ts';
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
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  queryClient.setQueryData(sessionQuery.queryKey, null);
}

/** A record of the audit trail, or an event that has no place in the chain yet. */
export type AuditRow = Pick<AuditRecord, 'event'> & Partial<AuditRecord>;

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
  verdict?: string;
  repository?: string;
}

export const images = (project: string, filter: ImageFilter) =>
  listing<ImageSummary>(['images', project], at`/projects/${project}/images`, { ...filter });

export const image = (project: string, digest: string) =>
  one<Image>(['image', project, digest], at`/projects/${project}/images/${digest}`);

export interface FindingFilter {
  severity?: string;
  kind?: string;
}

export const findings = (project: string, digest: string, filter: FindingFilter) =>
  listing<FindingSummary>(
    ['findings', project, digest],
    at`/projects/${project}/images/${digest}/findings`,
    { ...filter },
  );

export const finding = (project: string, digest: string, id: string) =>
  one<Finding>(
    ['finding', project, digest, id],
    at`/projects/${project}/images/${digest}/findings/${id}`,
  );

/** The certificate, or null when there is none. */
export const certificate = (project: string, digest: string) =>
  queryOptions({
    queryKey: ['certificate', project, digest],
    queryFn: async ({ signal }): Promise<Certificate | null> => {
      try {
        return await get<Certificate>(
          at`/projects/${project}/images/${digest}/certificate`,
          signal,
        );
      } catch (e) {
        if (e instanceof ProblemError && e.problem.status === 404) {
          return null;
        }
        throw e;
      }
    },
  });

/** The audit trail, newest first. What is not yet chained stands at the top, as a record without number. */
export const audit = (filter: AuditFilter): Source<AuditRow> => ({
  ...listing<AuditRow>(['audit'], '/audit', { ...filter }),
  read: (page) => {
    const { items, next, unchained } = page as unknown as AuditPage;
    const hasFilter = Object.keys(filter).length > 0;
    const waiting = hasFilter ? [] : (unchained?.events ?? []);
    return { items: [...waiting.map((event) => ({ event })), ...items], ...(next ? { next } : {}) };
  },
});

export const people = () => listing<Person>(['people'], '/people');
export const me = () => one<Me>(['me'], '/me');
/** Whether the person may do something of the platform; nothing while that is not known. */
export function useMay(): (permission: string) => boolean {
  const held = useQuery(me()).data?.permissions ?? [];
  return (permission) => held.includes(permission);
}

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

import type { Counts, Rating } from './api.ts';

export const RATINGS: Rating[] = ['critical', 'high', 'moderate', 'low', 'none', 'unrated'];

/** `2026-11-21 09:14 UTC`, as the command line writes it: the same for everybody who reads it. */
export function utc(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? time
    : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The same instant where the reader is, with the zone's name. */
export function local(time: string, language: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? time
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }).format(date);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How far away it is: "in 3 days", "2 hours ago". */
export function relative(time: string, now: number, language: string): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  if (Number.isNaN(seconds)) {
    return '';
  }
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(Math.trunc(seconds), 'second');
}

/** Enough of a digest to tell it from the others on a page. */
export function shortDigest(digest: string): string {
  const [algorithm, hex] = digest.split(':');
  return hex === undefined ? digest : `${algorithm}:${hex.slice(0, 12)}`;
}

/** Bytes for people: `44 kB`, `1.3 MB`, `120 MB`. */
export function size(bytes: number): string {
  const millions = bytes / 1_000_000;
  if (millions < 1) {
    return `${Math.ceil(bytes / 1000)} kB`;
  }
  return `${millions < 10 ? millions.toFixed(1) : Math.round(millions)} MB`;
}

/** The ratings that occur, worst first. */
export function counted(counts: Counts): [Rating, number][] {
  return RATINGS.flatMap((rating) => {
    const count = counts[rating] ?? 0;
    return count > 0 ? [[rating, count] as [Rating, number]] : [];
  });
}

/** An affected range in half-open form. */
export function rangeText(range: {
  introduced: string;
  fixed?: string;
  lastAffected?: string;
}): string {
  const start = range.introduced === '0' ? '' : `≥ ${range.introduced}`;
  const end =
    range.fixed !== undefined
      ? `< ${range.fixed}`
      : range.lastAffected !== undefined
        ? `≤ ${range.lastAffected}`
        : '';
  return [start, end].filter((part) => part !== '').join(', ') || '*';
}

/** A path inside the console, or the start: a link that was handed in never leads elsewhere. */
export function safePath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/';
}

const POLL_MIN = 1_000;
const POLL_MAX = 15_000;

/**
 * How long to wait before asking again: as long as nothing has changed, so that the pauses double.
 *
 * @param unchangedFor milliseconds since the last change
 * @param hasActive whether anything is expected to change by itself
 */
export function pollDelay(unchangedFor: number, hasActive: boolean): number {
  return hasActive ? Math.min(POLL_MAX, Math.max(POLL_MIN, unchangedFor)) : POLL_MAX * 2;
}

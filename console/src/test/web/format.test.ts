import { describe, expect, it } from 'vitest';
import {
  counted,
  local,
  pollDelay,
  rangeText,
  relative,
  safePath,
  shortDigest,
  size,
  utc,
} from '../../main/web/format.ts';

describe('times', () => {
  it('names the zone, and moves other offsets into it', () => {
    expect(utc('2026-11-21T09:14:33Z')).toBe('2026-11-21 09:14 UTC');
    expect(utc('2026-11-21T01:14:33+05:45')).toBe('2026-11-20 19:29 UTC');
  });

  it('shows as it is what is no time', () => {
    expect(utc('soon')).toBe('soon');
    expect(local('soon', 'en')).toBe('soon');
    expect(relative('soon', 0, 'en')).toBe('');
  });

  it('tells how far away it is in the language of the reader', () => {
    const now = Date.parse('2026-11-21T00:00:00Z');
    expect(relative('2026-11-24T01:00:00Z', now, 'en')).toBe('in 3 days');
    expect(relative('2026-11-20T22:00:00Z', now, 'en')).toBe('2 hours ago');
    expect(relative('2026-11-24T01:00:00Z', now, 'zh')).toBe('3天后');
  });
});

describe('sizes', () => {
  it('has a decimal where it tells something', () => {
    expect(size(43_210)).toBe('44 kB');
    expect(size(1_250_000)).toBe('1.3 MB');
    expect(size(120_400_000)).toBe('120 MB');
  });
});

describe('where a link leads', () => {
  it.each(['/', '/projects/shop/images?verdict=refused', '/audit#x'])('keeps %s', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'projects',
  ])('goes to the start in place of %s', (path) => {
    expect(safePath(path)).toBe('/');
  });
});

describe('asking again', () => {
  it('doubles the pauses while nothing changes, up to a quarter of a minute', () => {
    const pauses: number[] = [];
    for (let waited = 0; pauses.length < 7; waited += pauses.at(-1) ?? 0) {
      pauses.push(pollDelay(waited, true));
    }
    expect(pauses).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });

  it('is seldom when nothing is under way', () => {
    expect(pollDelay(0, false)).toBe(30_000);
  });
});

describe('numbers and names', () => {
  it('lists the ratings that occur, worst first', () => {
    expect(counted({ low: 3, critical: 1, moderate: 0 })).toEqual([
      ['critical', 1],
      ['low', 3],
    ]);
  });

  it('shortens a digest and keeps its algorithm', () => {
    expect(shortDigest(`sha256:${'4f0c91aa'.repeat(8)}`)).toBe('sha256:4f0c91aa4f0c');
    expect(shortDigest('latest')).toBe('latest');
  });

  it('writes ranges half-open', () => {
    expect(rangeText({ introduced: '0', fixed: '2.15.0' })).toBe('< 2.15.0');
    expect(rangeText({ introduced: '2.0', lastAffected: '2.14.1' })).toBe('≥ 2.0, ≤ 2.14.1');
    expect(rangeText({ introduced: '0' })).toBe('*');
  });
});

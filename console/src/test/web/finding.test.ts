import { describe, expect, it } from 'vitest';
import type { FindingDocument } from '../../main/web/api.ts';
import {
  certificateIn,
  flawRating,
  isKnownExploited,
  isLate,
  referenceText,
  titleOf,
  versionsOf,
} from '../../main/web/finding.ts';

const component = (version: string) => ({
  purl: `pkg:deb/debian/zlib@${version}`,
  name: 'zlib',
  version,
  fixes: [],
  evidence: [],
});

describe('a finding', () => {
  it('names each version once', () => {
    const document: FindingDocument = {
      components: [component('1.2'), component('1.3'), component('1.2')],
    };
    expect(versionsOf(document)).toBe('1.2, 1.3');
    expect(versionsOf({})).toBe('');
  });

  it('is called by its title, else by what a source sums up', () => {
    expect(titleOf({ title: 'Private key', summary: 'no' })).toBe('Private key');
    expect(titleOf({ summary: 'Log4Shell' })).toBe('Log4Shell');
    expect(titleOf({})).toBeUndefined();
  });

  it('has a source of its rating only where others rate it', () => {
    expect(flawRating({ rating: 'high' })).toBeUndefined();
    expect(flawRating({ rating: { word: 'high', score: '8.1' } })?.score).toBe('8.1');
  });

  it('is exploited where a catalogue says so, not where a forecast does', () => {
    const by = (kind: string) => ({ enrichments: [{ kind, source: 'x' }] });
    expect(isKnownExploited(by('known-exploited'))).toBe(true);
    expect(isKnownExploited(by('exploit-forecast'))).toBe(false);
    expect(isKnownExploited({})).toBe(false);
  });

  it('is late from the instant on at which its deadline is over', () => {
    const obligation = {
      firstDetected: '2026-10-21T08:00:00Z',
      lateFrom: '2026-11-21T00:00:00Z',
      rule: 'r',
      reason: '',
    };
    expect(isLate(obligation, Date.parse('2026-11-20T23:59:59.999Z'))).toBe(false);
    expect(isLate(obligation, Date.parse('2026-11-21T00:00:00Z'))).toBe(true);
  });

  it('refers to links and to catalogues', () => {
    expect(referenceText('https://security.example/x')).toBe('https://security.example/x');
    expect(referenceText({ catalogue: 'CIS Docker', edition: '1.7', id: '4.1' })).toBe(
      'CIS Docker 1.7 4.1',
    );
    expect(referenceText({ catalogue: 'CWE', id: '798' })).toBe('CWE 798');
  });
});

describe('a certificate', () => {
  it('is read out of its envelope, in whatever script it is written', () => {
    const statement = { predicate: { verdict: 'refused', policy: { name: '等保二级' } } };
    const envelope = {
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from(JSON.stringify(statement), 'utf8').toString('base64'),
      signatures: [],
    };
    expect(certificateIn(envelope)).toEqual(statement.predicate);
  });
});

import type { Certificate, Envelope, FindingDocument, FlawRating, Obligation } from './api.ts';

/** The versions in which a finding's package is there, each once. */
export function versionsOf(document: FindingDocument): string {
  return [...new Set((document.components ?? []).map(({ version }) => version))].join(', ');
}

/** What a finding is, in a line. */
export function titleOf(document: FindingDocument): string | undefined {
  return document.title ?? document.summary;
}

/** Who says how bad it is, and by what; only vulnerabilities are rated by others. */
export function flawRating(document: FindingDocument): FlawRating | undefined {
  return typeof document.rating === 'object' ? document.rating : undefined;
}

/** Whether somebody keeps it in a catalogue of what is exploited. */
export function isKnownExploited(document: FindingDocument): boolean {
  return document.enrichments?.some(({ kind }) => kind === 'known-exploited') ?? false;
}

export function isLate(obligation: Obligation, now: number): boolean {
  return Date.parse(obligation.lateFrom) <= now;
}

/** A reference in words: a link, or the place in a catalogue of rules. */
export function referenceText(
  reference: NonNullable<FindingDocument['references']>[number],
): string {
  return typeof reference === 'string'
    ? reference
    : [reference.catalogue, reference.edition, reference.id].filter(Boolean).join(' ');
}

/** What a certificate says. Whether it is signed rightly `seaworthy verify` finds out, not this. */
export function certificateIn(envelope: Envelope): Certificate {
  const bytes = Uint8Array.from(atob(envelope.payload), (letter) => letter.charCodeAt(0));
  return (JSON.parse(new TextDecoder().decode(bytes)) as { predicate: Certificate }).predicate;
}

// What the audit trail's part of the API sends and takes.

import type { Id, Page, Time } from './api.ts';

export type AuditResult = 'DONE' | 'DENIED' | 'FAILED';

export interface AuditEvent {
  at: Time;
  actor: { kind: string; id: Id; name: string };
  /** Where it came from; empty for what the platform does by itself. */
  address: string;
  action: string;
  subject: string;
  project?: string | null;
  result: AuditResult;
  reason: string;
  before?: unknown;
  after?: unknown;
}

/** A record of the ledger of scans that is no event, such as a certificate. */
export interface LedgerEntry {
  image?: string;
  certificate?: string;
  [member: string]: unknown;
}

/** What happened and is not yet in the chain. */
export interface AuditWaiting {
  /** `event`, or what the ledger of scans calls it. */
  kind: string;
  at: Time;
  event: AuditEvent | LedgerEntry;
}

export interface AuditRecord extends AuditWaiting {
  sequence: number;
  digest: string;
  chainedAt: Time;
}

export interface AuditPage extends Page<AuditRecord> {
  /** On the first page: what happened so lately that it is not yet in the chain. */
  unchained?: { count: number; oldest: Time | null; events: AuditWaiting[] };
}

export interface AuditFilter {
  from?: string | undefined;
  to?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  result?: string | undefined;
}

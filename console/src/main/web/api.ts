// What the platform's HTTP API sends and takes, below /api/v1. Times are ISO 8601 in UTC, ids and
// cursors are opaque. Nothing but this file says what the wire looks like.

export type Id = string;
export type Time = string;

export interface Page<T> {
  items: T[];
  /** What to ask for to get the page after; absent on the last. */
  next?: string;
}

/** RFC 9457. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  hint?: string;
  errors?: { pointer: string; detail: string }[];
}

// ---- signing in

export type FactorMethod = 'totp' | 'webauthn' | 'recovery';
export type SessionState = 'signed-in' | 'second-factor' | 'enrol-second-factor';

export interface Session {
  state: SessionState;
  /** Who it is. */
  name: string;
  /** By what a second factor can be shown; empty where none is set up. */
  methods: FactorMethod[];
  /** Goes back as X-CSRF-Token with everything that changes something. */
  csrf: string;
  authenticatedAt: Time;
  endsAt: Time;
}

/** The type of the problem that a factor shown just now solves. */
export const STEP_UP = 'urn:seaworthy:problem:step-up';

export interface TotpSecret {
  secret: string;
  uri: string;
}

export interface Enrolled {
  /** Shown this once; absent when there are some already. */
  recoveryCodes?: string[] | null;
  csrf: string;
}

export interface Me {
  id: Id;
  name: string;
  permissions: string[];
  roles: { role: string; project?: string | null; until?: Time | null }[];
}

export interface OwnSession {
  id: Id;
  method: string;
  address: string;
  madeAt: Time;
  seenAt: Time;
  /** Whether it is the one that asks. */
  current: boolean;
}

export interface Token {
  id: Id;
  kind: string;
  name: string;
  project?: string;
  permissions: string[];
  madeAt: Time;
  validUntil: Time;
  lastUsedAt?: Time;
  /** Itself, in the answer that made it alone. */
  token?: string;
}

// ---- people and projects

export interface Person {
  id: Id;
  name: string;
  fullName: string;
  disabled: boolean;
  madeAt: Time;
  factors: FactorMethod[];
  /** With the project's name behind an @ where one counts there alone. */
  roles: string[];
}

/** The end of the link /welcome#… for somebody, shown this once. */
export interface Invited {
  id: Id;
  name: string;
  token: string;
  validUntil: Time;
}

export type Visibility = 'public' | 'private' | 'sensitive';

export interface Project {
  name: string;
  visibility: Visibility;
  /** Empty for the installation's. */
  policy: string;
  boundary: string;
  permissions: string[];
}

// ---- images and findings

export type Outcome = 'cleared' | 'cleared-with-deviations' | 'refused';
export type Rating = 'critical' | 'high' | 'moderate' | 'low' | 'none' | 'unrated';
export type Counts = Partial<Record<Rating, number>>;

export interface ImageSummary {
  digest: string;
  repository: string;
  tags: string[];
  /** Absent while no scan has ended. */
  verdict?: Outcome;
  surveyedAt?: Time;
  validUntil?: Time;
  counts: Counts;
}

export interface Image extends ImageSummary {
  inTheWay: number;
  policy?: string;
  platform?: string;
  distribution?: string;
  /** Which bound of the certificate ends first. */
  validUntilReason?: string;
  advisoriesAt?: Time;
}

export interface Certificate {
  id: Id;
  verdict: Outcome;
  surveyedAt: Time;
  validUntil?: Time;
  validUntilReason?: string;
  policyDigest: string;
  advisoriesDigest: string;
  advisoriesAt: Time;
  keyId: string;
  /** The DSSE envelope, for whoever checks it without us. */
  envelope: unknown;
}

export type FindingKind = 'vulnerability' | 'secret' | 'malware' | 'check' | 'condition' | 'gap';

export interface FindingSummary {
  id: Id;
  kind: FindingKind;
  name: string;
  title?: string;
  package?: string;
  version?: string;
  fixedVersions?: string[];
  rating?: Rating;
  inTheWay: boolean;
  due?: string;
  isLate?: boolean;
  knownExploited?: boolean;
}

export interface Evidence {
  path?: string;
  /** Counts from 0. */
  layer?: number;
  introducedIn?: number;
  fromBase?: 'yes' | 'no' | 'unknown';
  cataloger: string;
  method: string;
}

export interface Component {
  purl: string;
  name: string;
  version: string;
  ownedBy?: string;
  sourcePackage?: { name: string; version: string };
  fixes: { state: string; version?: string; channel?: string }[];
  evidence: Evidence[];
}

export interface Range {
  introduced: string;
  fixed?: string;
  lastAffected?: string;
}

export interface Advisory {
  id: string;
  source: string;
  ecosystem: string;
  package: string;
  modified?: Time;
  statement: string;
  ranges: Range[];
  versions: string[];
}

export interface Statement {
  purl: string;
  status: { word: string; reason?: string; fix?: { state: string; version?: string } };
  /** The comparison that decided, in words. */
  comparison: string;
  rule: string;
  decidedBy: Advisory;
  others: Advisory[];
}

export interface Observation {
  path?: string;
  layer?: number;
  line?: number;
  key?: string;
  evidence: string;
}

export interface Obligation {
  firstDetected: Time;
  lateFrom: Time;
  due?: string;
  rule: string;
  reason: string;
  reasoning?: string[];
}

export interface Layer {
  index: number;
  diffId: string;
  createdBy?: string;
}

/** Why a finding stands, in the words of the JSON report. */
export interface Finding extends FindingSummary {
  aliases?: string[];
  summary?: string;
  detail?: string;
  hint?: string;
  reason?: string;
  score?: string;
  vector?: string;
  components?: Component[];
  statements?: Statement[];
  observations?: Observation[];
  references?: string[];
  obligation?: Obligation;
  layers: Layer[];
}

// ---- jobs

export type JobState = 'queued' | 'running' | 'done' | 'parked' | 'cancelled';
export type Queue = 'adhoc' | 'push' | 'due' | 'bulk';

export interface Job {
  id: Id;
  reference: string;
  queue: Queue;
  state: JobState;
  attempts: number;
  attemptsMax: number;
  madeAt: Time;
  begunAt?: Time;
  endedAt?: Time;
  progress?: { step: string; done: number; total?: number };
  /** Why the last attempt failed. */
  failure?: string;
  /** The image that came out. */
  digest?: string;
  verdict?: Outcome;
}

// ---- audit trail

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

export interface AuditRecord {
  sequence: number;
  digest: string;
  event: AuditEvent;
}

export interface AuditPage extends Page<AuditRecord> {
  /** On the first page: what happened so lately that it is not yet in the chain. */
  unchained?: { count: number; events: AuditEvent[] };
}

export interface AuditFilter {
  from?: string;
  to?: string;
  actor?: string;
  action?: string;
  subject?: string;
  result?: string;
}

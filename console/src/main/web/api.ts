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
  /** Shown this once; null when there are some already. */
  recoveryCodes: string[] | null;
  state: SessionState;
  csrf: string;
}

export interface Me {
  id: Id;
  kind: 'HUMAN' | 'ROBOT';
  name: string;
  factors: 'ONE' | 'TWO';
  permissions: string[];
  /** Everywhere, or in a project; with or without an end. */
  roles: { role: string; project: string | null; until: Time | null }[];
}

export interface OwnSession {
  id: Id;
  method: string;
  state: SessionState;
  address: string;
  madeAt: Time;
  seenAt: Time;
  /** Whether it is the one that asks. */
  current: boolean;
}

/** What WebAuthn is asked with. */
export interface KeyChallenge {
  /** Base64url. */
  challenge: string;
  rpId: string;
  /** Ids of the keys that the person has, base64url. */
  credentials: string[];
}

export interface SecurityKey {
  id: Id;
  name: string;
  madeAt: Time;
  lastUsedAt: Time | null;
}

export interface Token {
  id: Id;
  kind: 'API' | 'REGISTRY';
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

/** What the last scan of an image came to. */
export interface Image {
  repository: string;
  digest: string;
  tags: string[];
  /** The class of images that it belongs to. */
  asset: { boundary: string; name: string };
  platform: string;
  /** Empty when there is none. */
  distribution: string;
  sizeBytes: number;
  verdict: Outcome;
  surveyedAt: Time;
  validUntil: Time;
  /** Which bound of the certificate ends first, in words. */
  endsBecause: string;
  policy: string;
  dataDigest: string;
  dataDate: Time;
  counts: Counts;
  inTheWay: number;
  components: number;
  /** The certificate's digest. */
  certificate: string;
}

/** The signed certificate (DSSE), for whoever checks it without us. */
export interface Envelope {
  payloadType: string;
  /** Base64. */
  payload: string;
  signatures: { keyid?: string; sig: string }[];
}

/** What a certificate says: the predicate of the in-toto statement in its envelope, in part. */
export interface Certificate {
  verdict: Outcome;
  surveyedAt: Time;
  issuedAt: Time;
  validUntil: Time;
  /** The earliest first. */
  bounds: { kind: string; until: Time; reason: string }[];
  policy: { name: string; digest: string };
  data: { name: string; digest: string; date: Time }[];
  tool: string;
  cryptography: string;
}

export type FindingKind = 'vulnerability' | 'secret' | 'malware' | 'check' | 'condition' | 'gap';

/** A finding in a list, in which its document has no statements. */
export interface FindingSummary {
  position: number;
  id: Id;
  kind: FindingKind;
  name: string;
  /** Empty for what has none. */
  severity: Rating | '';
  inTheWay: boolean;
  document: FindingDocument;
}

/** Why a finding stands. */
export interface Finding extends Omit<FindingSummary, 'position'> {
  firstDetected?: Time;
  policy: string;
  dataDate: Time;
  /** Of the image, from the first. */
  layers: Layer[];
}

/** A finding in the words of the JSON report. Which members there are depends on its kind. */
export interface FindingDocument {
  title?: string;
  summary?: string;
  detail?: string;
  hint?: string;
  reason?: string;
  subject?: string;
  aliases?: string[];
  package?: string;
  purl?: string;
  fixedVersions?: string[];
  /** A vulnerability's with its sources; any other's is its word alone. */
  rating?: FlawRating | Rating;
  enrichments?: { kind: string; source: string }[];
  components?: Component[];
  statements?: Statement[];
  observations?: Observation[];
  references?: (string | { catalogue: string; edition?: string; id: string })[];
  obligation?: Obligation;
  /** Where something could not be read. */
  path?: string;
  /** Counts from 0. */
  layer?: number;
}

export interface FlawRating {
  word: Rating;
  /** Of CVSS, such as `8.1`. */
  score?: string;
  /** What decided, such as a vector. */
  value?: string;
  /** Who stated that. */
  by?: string;
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

// ---- jobs

export type JobState = 'queued' | 'running' | 'done' | 'parked' | 'cancelled';
export type Queue = 'adhoc' | 'push' | 'due' | 'bulk';

/** What a POST that makes a job answers. */
export interface Ordered {
  id: Id;
  href: string;
}

interface AnyJob {
  id: Id;
  queue: Queue;
  state: JobState;
  attempts: number;
  attemptsMax: number;
  madeAt: Time;
  madeBy: string;
  /** While it waits: not before then. */
  readyAt?: Time;
  begunAt?: Time;
  endedAt?: Time;
  /** Why the last attempt failed. */
  failure?: string;
}

export type ScanPhase = 'opening' | 'fetching' | 'reading' | 'deciding';

export interface ScanJob extends AnyJob {
  kind: 'scan';
  payload: { reference: string };
  progress?: { phase: ScanPhase; bytes: number };
  result?: { digest: string; verdict: Outcome; validUntil: Time; certificate: string };
}

/** Brings an image from the project's upstream. */
export interface ImportJob extends AnyJob {
  kind: 'import';
  /** A repository without the project's name, and `:tag` or `@digest`. */
  payload: { repository: string; reference: string };
  result?: { digest: string };
}

export type Job = ScanJob | ImportJob;

export type * from './api-audit.ts';

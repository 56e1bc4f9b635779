import type {
  AuditEvent,
  AuditRecord,
  AuditWaiting,
  Certificate,
  Envelope,
  Finding,
  FindingDocument,
  FindingSummary,
  Image,
  Job,
  Outcome,
  Project,
  TotpSecret,
} from '../main/web/api.ts';
import { ago, hex } from './made.ts';

export const SECRET: TotpSecret = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Seaworthy:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Seaworthy',
};

export const RECOVERY_CODES = Array.from(
  { length: 10 },
  (_, i) => `${hex(i + 1).slice(0, 5)}-${hex(i + 9).slice(0, 5)}`,
);

export const PROJECTS: Project[] = [
  { name: 'base', visibility: 'public', policy: '', boundary: '', permissions: ['PROJECT_READ'] },
  {
    name: 'shop',
    visibility: 'private',
    policy: 'fedramp-legacy-moderate',
    boundary: 'shop-prod',
    permissions: ['PROJECT_READ', 'SCAN_START', 'JOB_CHANGE'],
  },
];

const OUTCOMES: Outcome[] = ['refused', 'cleared', 'cleared-with-deviations', 'cleared'];

export const IMAGES: Image[] = Array.from({ length: 46 }, (_, i) => {
  const verdict = OUTCOMES[i % OUTCOMES.length] ?? 'refused';
  const repository = ['shop/cart', 'shop/payments/gateway', 'shop/mail'][i % 3] ?? 'shop/cart';
  return {
    digest: `sha256:${hex(i + 7)}`,
    repository: `registry.example/${repository}`,
    tags: i % 4 === 3 ? [] : [`1.${i}`, ...(i === 0 ? ['latest'] : [])],
    asset: { boundary: 'shop-prod', name: `registry.example/${repository}` },
    platform: 'linux/amd64',
    distribution: i % 5 === 4 ? '' : 'Debian GNU/Linux 12 (bookworm)',
    sizeBytes: 120_000_000 + i * 1_234_567,
    verdict,
    surveyedAt: ago(i / 3),
    validUntil: ago(i - 20),
    endsBecause: 'deadline of CVE-2026-34182',
    policy: 'fedramp-legacy-moderate',
    dataDigest: `sha256:${hex(4)}`,
    dataDate: ago(1),
    counts:
      verdict === 'cleared'
        ? { low: 3 }
        : { critical: 2, high: 5, moderate: 12, low: 31, unrated: 1 },
    inTheWay: verdict === 'refused' ? 4 : 0,
    components: 212,
    certificate: `sha256:${hex(i + 99)}`,
  };
});

const PREDICATE: Certificate = {
  verdict: 'refused',
  surveyedAt: ago(0),
  issuedAt: ago(0),
  validUntil: ago(-20),
  bounds: [
    { kind: 'deadline', until: ago(-20), reason: 'deadline of CVE-2026-34182' },
    { kind: 'scan-window', until: ago(-30), reason: 'a scan counts for 30 days' },
  ],
  policy: { name: 'fedramp-legacy-moderate', digest: `sha256:${hex(3)}` },
  data: [{ name: 'advisories', digest: `sha256:${hex(4)}`, date: ago(1) }],
  tool: 'seaworthy 0.1.0',
  cryptography: 'ECDSA P-256 with SHA-256, by Java',
};

export const ENVELOPE: Envelope = {
  payloadType: 'application/vnd.in-toto+json',
  payload: Buffer.from(JSON.stringify({ predicate: PREDICATE })).toString('base64'),
  signatures: [{ keyid: hex(5), sig: 'MEU…' }],
};

const found = (
  position: number,
  id: string,
  summary: Pick<FindingSummary, 'kind' | 'name' | 'severity' | 'inTheWay'>,
  document: FindingDocument,
): FindingSummary => ({ position, id, ...summary, document });

const OPENSSL = found(
  1,
  'f2',
  { kind: 'vulnerability', name: 'CVE-2026-34182', severity: 'high', inTheWay: true },
  {
    summary: 'Use after free in the parsing of certificates',
    package: 'openssl',
    fixedVersions: ['3.0.20-1~deb12u2'],
    aliases: ['DSA-5999-1'],
    rating: {
      word: 'high',
      score: '8.1',
      value: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
      by: 'nvd',
    },
    components: ['libssl3', 'openssl'].map((name) => ({
      purl: `pkg:deb/debian/${name}@3.0.19-1~deb12u2?arch=amd64&distro=debian-12&upstream=openssl`,
      name,
      version: '3.0.19-1~deb12u2',
      sourcePackage: { name: 'openssl', version: '3.0.19-1~deb12u2' },
      fixes: [{ state: 'available', version: '3.0.20-1~deb12u2' }],
      evidence: [
        {
          path: '/var/lib/dpkg/status',
          layer: 0,
          introducedIn: 0,
          fromBase: 'yes',
          cataloger: 'dpkg/3',
          method: 'package database',
        },
      ],
    })),
    references: ['https://security.example/CVE-2026-34182'],
    obligation: {
      firstDetected: '2026-10-21T08:00:00Z',
      due: '2026-11-20',
      lateFrom: '2026-11-21T00:00:00Z',
      rule: 'fedramp-legacy@2024',
      reason: 'High: 30 days after the first detection',
    },
  },
);

export const FINDINGS: FindingSummary[] = [
  found(
    0,
    'f1',
    { kind: 'vulnerability', name: 'CVE-2021-44228', severity: 'critical', inTheWay: true },
    {
      summary: 'Remote code execution through lookups in log messages',
      package: 'org.apache.logging.log4j:log4j-core',
      fixedVersions: ['2.15.0'],
      enrichments: [{ kind: 'known-exploited', source: 'cisa-kev' }],
      components: [
        {
          purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
          name: 'log4j-core',
          version: '2.14.1',
          fixes: [],
          evidence: [],
        },
      ],
    },
  ),
  OPENSSL,
  found(
    2,
    'f3',
    { kind: 'secret', name: 'private-key', severity: 'high', inTheWay: true },
    {
      title: 'Private key',
      rating: 'high',
      reason: 'Whoever pulls the image has the key.',
      hint: 'Take it out of the image, and make another one.',
      references: [{ catalogue: 'CWE', id: '798' }],
    },
  ),
  found(
    3,
    'f4',
    { kind: 'gap', name: 'SW-image-0031', severity: '', inTheWay: true },
    { path: '/opt/tool/data.jar', layer: 3, detail: 'central directory damaged' },
  ),
  ...Array.from({ length: 38 }, (_, i) =>
    found(
      4 + i,
      `o${i}`,
      {
        kind: 'vulnerability',
        name: `CVE-2025-${10000 + i * 37}`,
        severity: i < 3 ? 'high' : i < 20 ? 'moderate' : 'low',
        inTheWay: false,
      },
      {
        package: ['glibc', 'zlib', 'perl'][i % 3] ?? 'glibc',
        fixedVersions: i % 2 === 0 ? ['2.36-9+deb12u15'] : [],
      },
    ),
  ),
];

export const FINDING: Finding = {
  ...OPENSSL,
  firstDetected: '2026-10-21T08:00:00Z',
  policy: 'fedramp-legacy-moderate',
  dataDate: ago(1),
  layers: [{ index: 0, diffId: `sha256:${hex(1)}`, createdBy: 'base debian:12' }],
  document: {
    ...OPENSSL.document,
    statements: [
      {
        purl: 'pkg:deb/debian/libssl3@3.0.19-1~deb12u2',
        status: { word: 'affected', fix: { state: 'available', version: '3.0.20-1~deb12u2' } },
        comparison: '3.0.19-1~deb12u2 is earlier than 3.0.20-1~deb12u2 in dpkg order',
        rule: 'matching.distribution-first',
        decidedBy: {
          id: 'CVE-2026-34182',
          source: 'Debian security tracker',
          ecosystem: 'Debian:12',
          package: 'openssl',
          modified: ago(3),
          statement: 'ranges',
          ranges: [{ introduced: '0', fixed: '3.0.20-1~deb12u2' }],
          versions: [],
        },
        others: [
          {
            id: 'CVE-2026-34182',
            source: 'NVD',
            ecosystem: 'cpe',
            package: 'openssl:openssl',
            statement: 'ranges',
            ranges: [{ introduced: '3.0.0', fixed: '3.0.20' }],
            versions: [],
          },
        ],
      },
    ],
  },
};

const JOB = { attempts: 1, attemptsMax: 5, madeBy: 'ada' };

export const JOBS: Job[] = [
  {
    ...JOB,
    id: 'j1',
    kind: 'scan',
    payload: { reference: 'registry.example/shop/cart:1.9' },
    queue: 'adhoc',
    state: 'running',
    madeAt: ago(0.001),
    begunAt: ago(0.0005),
    progress: { phase: 'fetching', bytes: 43_210_000 },
  },
  {
    ...JOB,
    id: 'j2',
    kind: 'scan',
    payload: { reference: `held:shop/mail:2.0@sha256:${hex(2)}` },
    queue: 'push',
    state: 'queued',
    attempts: 2,
    madeAt: ago(0.01),
    readyAt: ago(-0.001),
    failure: 'registry.example answered 503 to the manifest.',
  },
  {
    ...JOB,
    id: 'j3',
    kind: 'scan',
    payload: { reference: 'registry.example/shop/cart:1.8' },
    queue: 'due',
    state: 'done',
    madeAt: ago(1),
    begunAt: ago(0.95),
    endedAt: ago(0.9),
    result: {
      digest: `sha256:${hex(7)}`,
      verdict: 'refused',
      validUntil: ago(-20),
      certificate: `sha256:${hex(99)}`,
    },
  },
  {
    ...JOB,
    id: 'j4',
    kind: 'import',
    payload: { repository: 'old', reference: ':0.1' },
    queue: 'bulk',
    state: 'parked',
    attempts: 5,
    madeAt: ago(2),
    endedAt: ago(1.9),
    failure: 'registry.example has no shop/old:0.1 (SW-image-0010).',
  },
];

const EVENT: AuditEvent = {
  at: ago(0),
  actor: { kind: 'human', id: 'p1', name: 'ada' },
  address: '192.0.2.17',
  action: 'survey.scan.ordered',
  subject: 'job:j1',
  project: 'shop',
  result: 'DONE',
  reason: '',
};

export const EVENTS: AuditRecord[] = Array.from({ length: 33 }, (_, i) => ({
  sequence: 33 - i,
  digest: `sha256:${hex(i)}`,
  kind: 'event',
  at: ago(i / 5),
  chainedAt: ago(i / 5),
  event: {
    ...EVENT,
    at: ago(i / 5),
    ...(i % 3 === 0
      ? {
          actor: { kind: 'nobody', id: '', name: '' },
          action: 'identity.session.refused',
          result: 'DENIED' as const,
          reason: 'wrong name or password',
        }
      : {}),
    ...(i % 3 === 1
      ? {
          action: 'identity.project.changed',
          subject: 'project:shop',
          before: { visibility: 'public' },
          after: { visibility: 'private' },
        }
      : {}),
  },
}));

const WAITING: AuditWaiting[] = [
  { kind: 'event', at: EVENT.at, event: EVENT },
  {
    kind: 'certificate',
    at: EVENT.at,
    event: { image: `sha256:${hex(7)}`, certificate: `sha256:${hex(99)}` },
  },
];

export const UNCHAINED = { count: WAITING.length, oldest: EVENT.at, events: WAITING };

export * from './data-people.ts';

import type {
  AuditEvent,
  AuditRecord,
  Certificate,
  Finding,
  FindingSummary,
  Image,
  ImageSummary,
  Invited,
  Job,
  Me,
  Outcome,
  OwnSession,
  Person,
  Project,
  Token,
  TotpSecret,
} from '../main/web/api.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const hex = (seed: number) =>
  (seed * 2654435761).toString(16).padStart(8, '0').repeat(8).slice(0, 64);

export const SECRET: TotpSecret = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Seaworthy:ada?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Seaworthy',
};

export const RECOVERY_CODES = Array.from(
  { length: 10 },
  (_, i) => `${hex(i + 1).slice(0, 5)}-${hex(i + 9).slice(0, 5)}`,
);

export const PROJECTS: Project[] = [
  { name: 'base', visibility: 'public', policy: '', boundary: '', permissions: [] },
  {
    name: 'shop',
    visibility: 'private',
    policy: 'fedramp-legacy-moderate',
    boundary: 'shop-prod',
    permissions: [],
  },
];

const OUTCOMES: (Outcome | undefined)[] = [
  'refused',
  'cleared',
  'cleared-with-deviations',
  'cleared',
  undefined,
];

export const IMAGES: ImageSummary[] = Array.from({ length: 46 }, (_, i) => {
  const verdict = OUTCOMES[i % OUTCOMES.length];
  return {
    digest: `sha256:${hex(i + 7)}`,
    repository: ['shop/cart', 'shop/payments/gateway', 'shop/mail'][i % 3] ?? 'shop/cart',
    tags: i % 4 === 3 ? [] : [`1.${i}`, ...(i === 0 ? ['latest'] : [])],
    ...(verdict === undefined
      ? { counts: {} }
      : {
          verdict,
          surveyedAt: ago(i / 3),
          validUntil: ago(i - 20),
          counts:
            verdict === 'cleared'
              ? { low: 3 }
              : { critical: 2, high: 5, moderate: 12, low: 31, unrated: 1 },
        }),
  };
});

export const IMAGE: Image = {
  ...(IMAGES[0] as ImageSummary),
  inTheWay: 4,
  policy: 'fedramp-legacy-moderate',
  platform: 'linux/amd64',
  distribution: 'Debian 12',
  validUntilReason: 'deadline of CVE-2026-34182',
};

export const CERTIFICATE: Certificate = {
  id: 'c1',
  verdict: 'refused',
  surveyedAt: ago(0),
  validUntil: ago(-20),
  validUntilReason: 'deadline of CVE-2026-34182',
  policyDigest: `sha256:${hex(3)}`,
  advisoriesDigest: `sha256:${hex(4)}`,
  advisoriesAt: ago(1),
  keyId: hex(5),
  envelope: {
    payloadType: 'application/vnd.in-toto+json',
    payload: 'eyJ…',
    signatures: [{ keyid: hex(5), sig: 'MEU…' }],
  },
};

const OPENSSL: FindingSummary = {
  id: 'f2',
  kind: 'vulnerability',
  name: 'CVE-2026-34182',
  title: 'Use after free in the parsing of certificates',
  package: 'openssl',
  version: '3.0.19-1~deb12u2',
  fixedVersions: ['3.0.20-1~deb12u2'],
  rating: 'high',
  inTheWay: true,
  due: '2026-11-20',
  isLate: true,
};

export const FINDINGS: FindingSummary[] = [
  {
    id: 'f1',
    kind: 'vulnerability',
    name: 'CVE-2021-44228',
    title: 'Remote code execution through lookups in log messages',
    package: 'log4j-core',
    version: '2.14.1',
    fixedVersions: ['2.15.0'],
    rating: 'critical',
    inTheWay: true,
    knownExploited: true,
  },
  OPENSSL,
  {
    id: 'f3',
    kind: 'secret',
    name: 'private-key',
    title: 'Private key in /app/conf/id_rsa',
    rating: 'high',
    inTheWay: true,
  },
  {
    id: 'f4',
    kind: 'gap',
    name: 'SW-image-0031',
    title: '/opt/tool/data.jar could not be read: central directory damaged',
    inTheWay: true,
  },
  ...Array.from(
    { length: 38 },
    (_, i): FindingSummary => ({
      id: `o${i}`,
      kind: 'vulnerability',
      name: `CVE-2025-${10000 + i * 37}`,
      package: ['glibc', 'zlib', 'perl'][i % 3] ?? 'glibc',
      version: '2.36-9+deb12u14',
      rating: i < 3 ? 'high' : i < 20 ? 'moderate' : 'low',
      inTheWay: false,
      ...(i % 2 === 0 ? { fixedVersions: ['2.36-9+deb12u15'], due: '2027-01-31' } : {}),
    }),
  ),
];

export const FINDING: Finding = {
  ...OPENSSL,
  aliases: ['DSA-5999-1'],
  score: '8.1',
  vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
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
        fromBase: 'yes',
        cataloger: 'dpkg',
        method: 'package database',
      },
    ],
  })),
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
  obligation: {
    firstDetected: '2026-10-21T08:00:00Z',
    due: '2026-11-20',
    lateFrom: '2026-11-21T00:00:00Z',
    rule: 'fedramp-legacy@2024',
    reason: 'High: 30 days after the first detection',
  },
  references: ['https://security.example/CVE-2026-34182'],
  layers: [{ index: 0, diffId: `sha256:${hex(1)}`, createdBy: 'base debian:12' }],
};

const JOB = { attempts: 1, attemptsMax: 5 };

export const JOBS: Job[] = [
  {
    ...JOB,
    id: 'j1',
    reference: 'registry.example/shop/cart:1.9',
    queue: 'adhoc',
    state: 'running',
    madeAt: ago(0.001),
    begunAt: ago(0.0005),
    progress: { step: 'reading layer 3 of 6', done: 3, total: 6 },
  },
  {
    ...JOB,
    id: 'j2',
    reference: 'registry.example/shop/mail:2.0',
    queue: 'push',
    state: 'queued',
    attempts: 2,
    madeAt: ago(0.01),
    failure: 'registry.example answered 503 to the manifest.',
  },
  {
    ...JOB,
    id: 'j3',
    reference: 'registry.example/shop/cart:1.8',
    queue: 'due',
    state: 'done',
    madeAt: ago(1),
    endedAt: ago(0.9),
    digest: `sha256:${hex(7)}`,
    verdict: 'refused',
  },
  {
    ...JOB,
    id: 'j4',
    reference: 'registry.example/shop/old:0.1',
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
  action: 'survey.scan.asked',
  subject: 'image:shop/cart:1.8',
  result: 'DONE',
  reason: '',
};

export const EVENTS: AuditRecord[] = Array.from({ length: 33 }, (_, i) => ({
  sequence: 33 - i,
  digest: `sha256:${hex(i)}`,
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

export const UNCHAINED = { count: 1, events: [EVENT] };

export const PEOPLE: Person[] = [
  {
    id: 'p1',
    name: 'ada',
    fullName: 'Ada Lovelace',
    disabled: false,
    madeAt: ago(90),
    factors: ['totp', 'recovery'],
    roles: ['system-administrator'],
  },
  {
    id: 'p2',
    name: 'grace',
    fullName: 'grace',
    disabled: false,
    madeAt: ago(3),
    factors: [],
    roles: ['viewer@shop', 'approver@base'],
  },
  {
    id: 'p3',
    name: 'mallory',
    fullName: 'mallory',
    disabled: true,
    madeAt: ago(40),
    factors: ['webauthn'],
    roles: [],
  },
];

export const INVITED: Invited = {
  id: 'p4',
  name: 'lin',
  token: 'Zm9vYmFyYmF6Zm9vYmFyYmF6',
  validUntil: ago(-1),
};

export const ME: Me = {
  id: 'p1',
  name: 'ada',
  permissions: ['AUDIT_READ', 'IDENTITY_READ', 'IDENTITY_CHANGE', 'PROJECT_CREATE'],
  roles: [{ role: 'system-administrator' }, { role: 'viewer', project: 'shop' }],
};

export const SESSIONS: OwnSession[] = [
  {
    id: 's1',
    method: 'PASSWORD',
    madeAt: ago(0.1),
    seenAt: ago(0),
    address: '192.0.2.17',
    current: true,
  },
  {
    id: 's2',
    method: 'PASSWORD',
    madeAt: ago(3),
    seenAt: ago(2),
    address: '2001:db8::17',
    current: false,
  },
];

export const TOKENS: Token[] = [
  {
    id: 't1',
    kind: 'API',
    name: 'laptop',
    permissions: ['PROJECT_READ'],
    madeAt: ago(10),
    validUntil: ago(-20),
    lastUsedAt: ago(0.4),
  },
];

export const NEW_TOKEN: Token = {
  id: 't2',
  kind: 'API',
  name: 'script',
  permissions: ['PROJECT_READ'],
  madeAt: ago(0),
  validUntil: ago(-30),
  token: 'swt_made-up-and-good-for-nothing',
};

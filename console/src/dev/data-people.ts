import type { Invited, Me, OwnSession, Person, SecurityKey, Token } from '../main/web/api.ts';
import { ago } from './made.ts';

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
  kind: 'HUMAN',
  name: 'ada',
  factors: 'TWO',
  permissions: ['AUDIT_READ', 'IDENTITY_READ', 'IDENTITY_CHANGE', 'PROJECT_CREATE'],
  roles: [
    { role: 'system-administrator', project: null, until: null },
    { role: 'viewer', project: 'shop', until: ago(-90) },
  ],
};

export const SESSIONS: OwnSession[] = [
  {
    id: 's1',
    method: 'PASSWORD',
    state: 'signed-in',
    madeAt: ago(0.1),
    seenAt: ago(0),
    address: '192.0.2.17',
    current: true,
  },
  {
    id: 's2',
    method: 'PASSWORD',
    state: 'signed-in',
    madeAt: ago(3),
    seenAt: ago(2),
    address: '2001:db8::17',
    current: false,
  },
];

export const KEYS: SecurityKey[] = [
  { id: 'k1', name: 'blue key', madeAt: ago(20), lastUsedAt: null },
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

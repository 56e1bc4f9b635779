import type { KeyChallenge } from './api.ts';

// WebAuthn level 3 lets the browser itself turn the options and the answer from and into JSON.

// ES256 and RS256 (COSE), which the server takes; all keys know the first.
const ALGORITHMS = [-7, -257];

/** Whether this browser can use a security key here (it wants HTTPS or localhost). */
export function canUseKeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Makes a new credential on a security key or in the device. */
export async function makeKey(
  { challenge, rpId, credentials }: KeyChallenge,
  person: { id: string; name: string },
): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    challenge,
    rp: { id: rpId, name: 'Seaworthy' },
    user: { id: base64url(person.id), name: person.name, displayName: person.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    excludeCredentials: credentials.map((id) => ({ type: 'public-key', id })),
  });
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** Has a credential sign the challenge. */
export async function askKey({ challenge, rpId, credentials }: KeyChallenge): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    challenge,
    rpId,
    allowCredentials: credentials.map((id) => ({ type: 'public-key', id })),
  });
  return jsonOf(await navigator.credentials.get({ publicKey }));
}

/** Of letters and digits, which an id consists of. */
function base64url(id: string): string {
  return btoa(id).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function jsonOf(credential: Credential | null): unknown {
  if (credential instanceof PublicKeyCredential) {
    return credential.toJSON();
  }
  throw new Error('the browser gave no credential');
}

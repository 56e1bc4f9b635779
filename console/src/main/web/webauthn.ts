// WebAuthn level 3 lets the browser itself turn the options and the answer from and into JSON.

export type CreationOptions = Parameters<
  typeof PublicKeyCredential.parseCreationOptionsFromJSON
>[0];
export type RequestOptions = Parameters<typeof PublicKeyCredential.parseRequestOptionsFromJSON>[0];

/** Whether this browser can use a security key here (it wants HTTPS or localhost). */
export function canUseKeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Makes a new credential on a security key or in the device. */
export async function makeKey(options: CreationOptions): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** Has a credential sign the challenge. */
export async function askKey(options: RequestOptions): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.get({ publicKey }));
}

function jsonOf(credential: Credential | null): unknown {
  if (credential instanceof PublicKeyCredential) {
    return credential.toJSON();
  }
  throw new Error('the browser gave no credential');
}

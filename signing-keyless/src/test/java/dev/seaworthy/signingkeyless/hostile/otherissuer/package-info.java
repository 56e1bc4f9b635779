/// A bundle by the right name, for which another provider of identities vouched. - Comes of it: it
/// is refused. - Bound: `SW-KEYLESS-0007`
package dev.seaworthy.signingkeyless.hostile.otherissuer;

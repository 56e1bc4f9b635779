/// A signature of another kind of document, or of a file, in place of a statement's. - Comes of it:
/// it is refused. - Bound: `SW-SIGNING-0006`, `SW-KEYLESS-0003`, `SW-KEYLESS-0008`
package dev.seaworthy.signingkeyless.hostile.payloadtypeconfusion;

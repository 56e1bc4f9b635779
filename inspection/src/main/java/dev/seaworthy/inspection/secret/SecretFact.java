package dev.seaworthy.inspection.secret;

import dev.seaworthy.image.Fact;

/// A secret in a file of a layer, without the secret.
///
/// @param rule the rule's id
/// @param nestedPath where in the file, as in `!/config/.npmrc`, or empty
/// @param line counted from 1, or 0
/// @param count how often it stands there
/// @param fingerprint see [FingerprintKey]
/// @param shown what may be shown of it
public record SecretFact(
    String rule, String nestedPath, long line, int count, String fingerprint, String shown)
    implements Fact {}

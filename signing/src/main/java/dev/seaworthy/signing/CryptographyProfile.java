package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Which cryptography an installation allows itself.
public enum CryptographyProfile {
  /// Every kind of key that [KeyAlgorithm] knows.
  STANDARD(new StandardCryptography()),
  /// What FIPS 186-5 and FIPS 180-4 approve, with chance by SP 800-90A. Whether the JDK's provider
  /// is a validated module is the JDK's matter: this profile chooses algorithms.
  FIPS(new FipsCryptography());

  @SuppressWarnings("ImmutableEnumChecker") // both are without state
  private final Cryptography cryptography;

  CryptographyProfile(Cryptography cryptography) {
    this.cryptography = cryptography;
  }

  /// The name in options and certificates.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it allows.
  public Cryptography cryptography() {
    return cryptography;
  }

  /// @throws SeaworthyException [SigningError#UNKNOWN_PROFILE]
  public static CryptographyProfile parse(String word) {
    return Arrays.stream(values())
        .filter(profile -> profile.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                SigningError.UNKNOWN_PROFILE,
                "there is no cryptography profile \"%s\", only %s"
                    .formatted(
                        Text.shorten(word, 40),
                        Arrays.stream(values())
                            .map(CryptographyProfile::word)
                            .collect(Collectors.joining(", ")))));
  }
}

package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.CryptographyProfile;
import picocli.CommandLine.Option;

/// Which cryptography a command allows itself.
final class CryptographyOption {

  @Option(
      names = "--cryptography",
      paramLabel = "PROFILE",
      description = {
        "standard, or fips: only what FIPS 186-5 approves is loaded, to sign and to",
        "verify (default: standard)."
      })
  private String word = CryptographyProfile.STANDARD.word();

  /// @throws SeaworthyException when there is no such profile
  CryptographyProfile profile() {
    return CryptographyProfile.parse(word);
  }
}

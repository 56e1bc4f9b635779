package dev.seaworthy.signing.keyless;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.util.regex.Pattern;

/// Whose signature counts. There is no rule for anybody's: everybody can get a certificate of a
/// public authority.
///
/// @param issuer who must have vouched for the identity, exactly
/// @param identity what the whole identity must fit
public record SignerRule(String issuer, Pattern identity) {

  private static final int SHOWN_CHARS_MAX = 300;

  /// For one identity, exactly.
  public static SignerRule exactly(String identity, String issuer) {
    return new SignerRule(issuer, Pattern.compile(Pattern.quote(identity)));
  }

  /// @throws SeaworthyException [KeylessError#OTHER_ISSUER], [KeylessError#OTHER_IDENTITY]
  public void require(SignerName signer) {
    if (!issuer.equals(signer.issuer())) {
      throw new SeaworthyException(
          KeylessError.OTHER_ISSUER,
          "%s vouched for %s, and %s was asked for"
              .formatted(shown(signer.issuer()), shown(signer.identity()), issuer));
    }
    if (!identity.matcher(signer.identity()).matches()) {
      throw new SeaworthyException(
          KeylessError.OTHER_IDENTITY,
          "it was signed by %s, and %s was asked for"
              .formatted(shown(signer.identity()), plain(identity.pattern())));
    }
  }

  private static String shown(String text) {
    return Text.visible(Text.shorten(text, SHOWN_CHARS_MAX));
  }

  /// A quoted pattern as what it quotes.
  private static String plain(String pattern) {
    return pattern.startsWith("\\Q") && pattern.endsWith("\\E")
        ? pattern.substring(2, pattern.length() - 2)
        : pattern;
  }
}

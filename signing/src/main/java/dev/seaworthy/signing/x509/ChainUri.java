package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.SigningError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which roots to trust and how, such as `x509:roots.pem?crl=ca.crl&tsa=tsa-root.pem`.
///
/// @param roots certificates, PEM
/// @param revocations files of revocation lists; empty means that nobody is asked
/// @param timestampRoots what timestamps must lead to, PEM; null means that none counts
/// @param subject the one signer that is trusted (RFC 2253); null means each below the roots
public record ChainUri(
    Path roots, List<Path> revocations, @Nullable Path timestampRoots, @Nullable String subject) {

  /// What every such reference begins with.
  public static final String SCHEME = "x509:";

  public ChainUri {
    revocations = List.copyOf(revocations);
  }

  /// Reads the text form.
  ///
  /// @throws SeaworthyException [SigningError#BAD_REFERENCE]
  public static ChainUri parse(String text) {
    int question = text.indexOf('?');
    String roots = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    List<Path> revocations = new ArrayList<>();
    Path timestampRoots = null;
    String subject = null;
    if (question >= 0) {
      for (String option : text.substring(question + 1).split("&", -1)) {
        String value = option.substring(option.indexOf('=') + 1);
        if (option.startsWith("crl=")) {
          revocations.add(Path.of(value));
        } else if (option.startsWith("tsa=") && timestampRoots == null) {
          timestampRoots = Path.of(value);
        } else if (option.startsWith("subject=") && subject == null) {
          subject = value;
        } else {
          throw bad(
              text,
              "option \"%s\" isn't known here or is there twice"
                  .formatted(Text.shorten(option, 40)));
        }
      }
    }
    if (roots.isEmpty()) {
      throw bad(text, "it names no file of roots");
    }
    return new ChainUri(Path.of(roots), revocations, timestampRoots, subject);
  }

  private static SeaworthyException bad(String text, String problem) {
    return new SeaworthyException(
        SigningError.BAD_REFERENCE,
        "%s: %s".formatted(Text.visible(Text.shorten(text, 200)), problem));
  }
}

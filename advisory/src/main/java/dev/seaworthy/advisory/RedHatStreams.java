package dev.seaworthy.advisory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Red Hat's products by their CPE names (`cpe:/o:redhat:enterprise_linux:9::baseos`), as the
/// database calls them: after OSV's `Red Hat:<what follows redhat:>`, but with all repositories of
/// one stream of Enterprise Linux under one name, since a package is in one of them only.
public final class RedHatStreams {

  private static final String FAMILY = "Red Hat:";
  private static final Pattern CPE =
      Pattern.compile("cpe:/[aoh]:redhat:([A-Za-z0-9._~%-]+(?::[A-Za-z0-9._~%:-]*)?)");

  private static final Pattern MAIN = Pattern.compile("enterprise_linux:([0-9]+)(?:[.:].*)?");
  private static final Pattern STREAM =
      Pattern.compile("((?:rhel|enterprise_linux)_[a-z0-9_]+:[0-9]+(?:\\.[0-9]+)?)(?::.*)?");

  private RedHatStreams() {}

  /// The ecosystem of a CPE name; empty when it isn't Red Hat's.
  public static String ofCpe(String cpe) {
    Matcher matcher = CPE.matcher(cpe);
    return matcher.matches() ? FAMILY + stream(matcher.group(1)) : "";
  }

  /// The same for OSV's word; one that isn't Red Hat's stays as it is.
  public static String ofEcosystem(String ecosystem) {
    return ecosystem.startsWith(FAMILY)
        ? FAMILY + stream(ecosystem.substring(FAMILY.length()))
        : ecosystem;
  }

  private static String stream(String product) {
    Matcher main = MAIN.matcher(product);
    if (main.matches()) {
      return "enterprise_linux:" + main.group(1);
    }
    Matcher other = STREAM.matcher(product);
    return other.matches() ? other.group(1) : product;
  }
}

package dev.seaworthy.advisory.feed.osv;

import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.Scope;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which module a bulletin of Red Hat's relatives is about. OSV has no place for it, so it is told
/// as the distributions write it: the fixed version of a modular package holds `.module`, and the
/// summary names module and stream, as in `Important: nodejs:16 security update`.
final class OsvModules {

  private static final Set<String> FAMILIES =
      Set.of("AlmaLinux", "Rocky Linux", "Red Hat", "Oracle Linux");

  private static final Pattern STREAM =
      Pattern.compile("(?:^|.*?[\\s:])([a-z][A-Za-z0-9._+-]*:[A-Za-z0-9._+-]+)\\s.*");

  private OsvModules() {}

  static Scope scope(String ecosystem, String summary, List<AffectedRange> ranges) {
    if (!FAMILIES.contains(PackageNames.family(ecosystem))) {
      return Scope.NONE;
    }
    List<String> fixed =
        ranges.stream().map(AffectedRange::fixed).filter(version -> !version.isEmpty()).toList();
    if (fixed.isEmpty()) {
      return Scope.NONE;
    }
    boolean isModular = fixed.stream().anyMatch(version -> version.contains(".module"));
    if (!isModular) {
      return Scope.module(Scope.NO_MODULE);
    }
    Matcher stream = STREAM.matcher(summary);
    return Scope.module(stream.matches() ? stream.group(1) : Scope.ANY_MODULE);
  }
}

package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.ConfigChecks.shown;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfFile;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Group;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Password;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks of the image's accounts.
final class AccountChecks {

  private static final String PASSWD = "/etc/passwd";
  private static final String GROUP = "/etc/group";
  private static final String SHADOW = "/etc/shadow";
  private static final String SUDOERS = "/etc/sudoers";
  private static final Pattern NO_PASSWORD =
      Pattern.compile("(?i)\\bNOPASSWD\\s*:|!authenticate\\b");

  private AccountChecks() {}

  static List<Coded> all() {
    return List.of(
        new Coded(
            "hardening.password-empty",
            Scope.ACCOUNTS,
            List.of(
                new OfImage(
                    "passwd",
                    (image, _) -> accounts(image, Password.EMPTY, "no password is asked for")),
                new OfImage(
                    "shadow",
                    (image, _) -> shadows(image, Password.EMPTY, "no password is asked for")))),
        new Coded(
            "hardening.password-set",
            Scope.ACCOUNTS,
            List.of(
                new OfImage(
                    "passwd",
                    (image, _) ->
                        accounts(image, Password.SET, "the image holds a password's hash")),
                new OfImage(
                    "shadow",
                    (image, _) ->
                        shadows(image, Password.SET, "the image holds a password's hash")))),
        new Coded(
            "hardening.uid-zero-alias",
            Scope.ACCOUNTS,
            List.of(new OfImage("alias", AccountChecks::aliases))),
        duplicates(),
        new Coded(
            "hardening.account-file-mode",
            Scope.ACCOUNTS,
            List.of(
                new OfFile("readable", AccountChecks::readable),
                new OfFile("writable", AccountChecks::writable),
                new OfFile("owner", AccountChecks::owner))),
        new Coded(
            "hardening.sudo-without-password",
            AccountChecks::sudoers,
            List.of(new OfImage("nopasswd", AccountChecks::noPassword))));
  }

  private static Coded duplicates() {
    return new Coded(
        "hardening.account-duplicate",
        Scope.ACCOUNTS,
        List.of(
            new OfImage(
                "name",
                (image, _) -> twice(PASSWD, image, all(image), Account::name, Account::line)),
            new OfImage(
                "uid",
                (image, _) ->
                    twice(PASSWD, image, all(image), each -> "uid " + each.uid(), Account::line)),
            new OfImage(
                "group",
                (image, _) -> twice(GROUP, image, image.groups(), Group::name, Group::line)),
            new OfImage(
                "gid",
                (image, _) ->
                    twice(
                        GROUP, image, image.groups(), each -> "gid " + each.gid(), Group::line))));
  }

  private static List<Account> all(InspectedImage image) {
    List<Account> accounts = image.accounts();
    return accounts == null ? List.of() : accounts;
  }

  private static List<Sight> accounts(InspectedImage image, Password password, String evidence) {
    return all(image).stream()
        .filter(account -> account.password() == password)
        .map(account ->
            Sight.keyed(
                    image.at(PASSWD),
                    account.name(),
                    "%s for \"%s\"".formatted(evidence, shown(account.name())))
                .onLine(account.line()))
        .toList();
  }

  private static List<Sight> shadows(InspectedImage image, Password password, String evidence) {
    return image.shadows().stream()
        .filter((Shadow shadow) -> shadow.password() == password)
        .map(shadow ->
            Sight.keyed(
                    image.at(SHADOW),
                    shadow.name(),
                    "%s for \"%s\"".formatted(evidence, shown(shadow.name())))
                .onLine(shadow.line()))
        .toList();
  }

  private static List<Sight> aliases(InspectedImage image, Parameters parameters) {
    return all(image).stream()
        .filter(account -> account.uid() == 0 && !account.name().equals("root"))
        .map(account ->
            Sight.keyed(
                    image.at(PASSWD),
                    account.name(),
                    "\"%s\" has uid 0".formatted(shown(account.name())))
                .onLine(account.line()))
        .toList();
  }

  private static <T> List<Sight> twice(
      String file,
      InspectedImage image,
      List<T> entries,
      Function<T, String> key,
      ToIntFunction<T> line) {
    Map<String, Integer> first = new HashMap<>();
    List<Sight> sights = new ArrayList<>();
    for (T entry : entries) {
      String name = key.apply(entry);
      Integer before = first.putIfAbsent(name, line.applyAsInt(entry));
      if (before != null) {
        sights.add(
            Sight.keyed(
                    image.at(file),
                    name,
                    "%s stands in line %s already".formatted(shown(name), before))
                .onLine(line.applyAsInt(entry)));
      }
    }
    return sights;
  }

  private static boolean isRegular(FileRecord file) {
    return file.kind() == FileRecord.Kind.REGULAR;
  }

  private static @Nullable String readable(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.path().startsWith("/etc/")
            && isRegular(file)
            && parameters.fits("secretFiles", file.path())
            && (file.mode() & 0004) != 0
        ? "anyone may read it (mode %s)".formatted(mode(file))
        : null;
  }

  private static @Nullable String writable(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return isAccountFile(parameters, file) && (file.mode() & 0022) != 0
        ? "others than its owner may write it (mode %s)".formatted(mode(file))
        : null;
  }

  private static @Nullable String owner(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return isAccountFile(parameters, file) && file.uid() != 0
        ? "it belongs to uid %s".formatted(file.uid())
        : null;
  }

  private static boolean isAccountFile(Parameters parameters, FileRecord file) {
    return file.path().startsWith("/etc/")
        && isRegular(file)
        && (parameters.fits("secretFiles", file.path()) || parameters.fits("files", file.path()));
  }

  static String mode(FileRecord file) {
    String octal = Integer.toOctalString(file.mode());
    return "0".repeat(Math.max(0, 4 - octal.length())) + octal;
  }

  private static List<Sight> noPassword(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    Map<String, String> texts = image.textsAt(SUDOERS);
    texts.putAll(image.textsAt("/etc/sudoers.d/"));
    texts.forEach((path, text) ->
        sights.addAll(
            ConfigLines.matching(
                image,
                path,
                text,
                line -> NO_PASSWORD.matcher(withoutComment(line)).find(),
                "sudo asks for no password")));
    return sights;
  }

  /// A `#` begins a comment unless a user's or group's number follows (sudoers(5), "Other special
  /// characters and reserved words").
  private static String withoutComment(String line) {
    for (int at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
      boolean isNumber = at + 1 < line.length() && Character.isDigit(line.charAt(at + 1));
      boolean isEscaped = at > 0 && line.charAt(at - 1) == '\\';
      if (!isNumber && !isEscaped) {
        return line.substring(0, at);
      }
    }
    return line;
  }

  private static Scope.@Nullable Excuse sudoers(InspectedImage image, Parameters parameters) {
    if (image.isUnread(SUDOERS)) {
      return new Scope.Excuse(Outcome.NOT_CHECKED, SUDOERS + " is there and could not be read");
    }
    return Scope.notApplicable(
        !image.textsAt(SUDOERS).isEmpty() || !image.textsAt("/etc/sudoers.d/").isEmpty(),
        "the image has no /etc/sudoers");
  }
}

package dev.seaworthy.inspection.hardening.facts;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Accounts;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Group;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Groups;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Kept;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Password;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadow;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps what the checks ask of small files: accounts, groups and configuration. Passwords are
/// never kept, only whether there is one.
public final class HardeningAnalyser implements Analyser {

  static final String PASSWD = "/etc/passwd";
  static final String GROUP = "/etc/group";
  static final String SHADOW = "/etc/shadow";

  private static final String SUDOERS = "/etc/sudoers";
  private static final String SUDOERS_FOLDER = "/etc/sudoers.d/";

  private static final AnalyserId ID = new AnalyserId("hardening", 2);

  /// Larger than any of these files that people write.
  private static final int BYTES_MAX = 1 << 20;

  /// Shorter ones are no hash of crypt(5); 13 characters are the oldest, of DES.
  private static final int HASH_CHARS_MIN = 13;

  private static final List<String> FILES =
      List.of(
          PASSWD,
          GROUP,
          SHADOW,
          SUDOERS,
          "/etc/ssh/sshd_config",
          "/etc/ssl/openssl.cnf",
          "/usr/lib/ssl/openssl.cnf",
          "/etc/pki/tls/openssl.cnf",
          "/etc/crypto-policies/config",
          "/etc/crypto-policies/state/current",
          "/etc/ld.so.conf",
          "/etc/apt/sources.list",
          "/etc/apt/apt.conf",
          "/etc/yum.conf",
          "/etc/dnf/dnf.conf",
          "/etc/tdnf/tdnf.conf",
          "/etc/zypp/zypp.conf",
          "/etc/pip.conf");

  private static final List<String> FOLDERS =
      List.of(
          SUDOERS_FOLDER,
          "/etc/ssh/sshd_config.d/",
          "/etc/ld.so.conf.d/",
          "/etc/apt/sources.list.d/",
          "/etc/apt/apt.conf.d/",
          "/etc/yum.repos.d/",
          "/etc/zypp/repos.d/");

  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]{1,4096}+@");
  private static final List<String> SECRET_NAMES =
      List.of("passw", "secret", "token", "_auth", "credential");

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return new Interest(
        Stream.of(
                FILES.stream().map(Interest.ExactPath::new),
                FOLDERS.stream().map(Interest.Under::new),
                Stream.of(
                    new Interest.Name("fipsmodule.cnf"),
                    new Interest.NameInDirectory("pip", "pip.conf")))
            .flatMap(patterns -> patterns.map(Interest.Pattern.class::cast))
            .toList());
  }

  @Override
  public FactCodec codec() {
    return HardeningFactCodec.INSTANCE;
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    if (content.size() > BYTES_MAX) {
      sink.gap(
          InspectionError.FILE_TOO_LARGE,
          "",
          "it has %s bytes; at most %s are read of such a file"
              .formatted(content.size(), BYTES_MAX));
      return;
    }
    String text = new String(content.bytes(), StandardCharsets.UTF_8);
    sink.fact(
        switch (file.path()) {
          case PASSWD -> accounts(text);
          case GROUP -> groups(text);
          case SHADOW -> shadows(text);
          default -> new Kept(isSudoers(file.path()) ? text : withoutSecrets(text));
        });
  }

  /// It holds no passwords, while users and hosts may be called as secrets are.
  private static boolean isSudoers(String path) {
    return path.equals(SUDOERS) || path.startsWith(SUDOERS_FOLDER);
  }

  private static String withoutSecrets(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    USER_INFO
        .matcher(text)
        .replaceAll("***@")
        .lines()
        .forEach(line -> kept.append(withoutValue(line)).append('\n'));
    return kept.toString();
  }

  /// A line without its value, where the value's name is that of a secret.
  private static String withoutValue(String line) {
    int equals = line.indexOf('=');
    int end = equals < 0 ? line.indexOf(':') : equals;
    if (end < 0) {
      return line;
    }
    String name = line.substring(0, end).toLowerCase(Locale.ROOT);
    return SECRET_NAMES.stream().anyMatch(name::contains)
        ? line.substring(0, end + 1) + " ***"
        : line;
  }

  private static Accounts accounts(String text) {
    List<Account> accounts = new ArrayList<>();
    List<String[]> lines = fields(text);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i);
      if (fields.length >= 4 && isNumber(fields[2]) && isNumber(fields[3])) {
        accounts.add(
            new Account(
                i + 1,
                fields[0],
                password(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                fields.length > 5 ? fields[5] : "",
                fields.length > 6 ? fields[6] : ""));
      }
    }
    return new Accounts(accounts);
  }

  private static Groups groups(String text) {
    List<Group> groups = new ArrayList<>();
    List<String[]> lines = fields(text);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i);
      if (fields.length >= 3 && isNumber(fields[2])) {
        groups.add(new Group(i + 1, fields[0], Long.parseLong(fields[2])));
      }
    }
    return new Groups(groups);
  }

  private static Shadows shadows(String text) {
    List<Shadow> shadows = new ArrayList<>();
    List<String[]> lines = fields(text);
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i);
      if (fields.length >= 2) {
        Password password = password(fields[1]);
        // Nothing is elsewhere of the place where passwords are: an "x" here fits none.
        shadows.add(
            new Shadow(
                i + 1, fields[0], password == Password.ELSEWHERE ? Password.LOCKED : password));
      }
    }
    return new Shadows(shadows);
  }

  private static List<String[]> fields(String text) {
    return text.lines()
        .map(line -> line.startsWith("#") ? new String[0] : line.strip().split(":", -1))
        .toList();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 10
        && text.chars().allMatch(each -> each >= '0' && each <= '9');
  }

  /// What a password's field means (crypt(5), shadow(5)): what is no hash fits no password.
  private static Password password(String field) {
    if (field.isEmpty()) {
      return Password.EMPTY;
    }
    if (field.equals("x")) {
      return Password.ELSEWHERE;
    }
    boolean isLocked = field.startsWith("!") || field.startsWith("*");
    boolean isHash = field.startsWith("$") || field.length() >= HASH_CHARS_MIN;
    return !isLocked && isHash ? Password.SET : Password.LOCKED;
  }
}

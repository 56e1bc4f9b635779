package dev.seaworthy.inspection.secret;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes samples of the templates in rule files: `${hex:32}` stands for 32 characters of that kind,
/// drawn anew, so that no file holds anything that looks like somebody's secret.
final class Template {

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String ALNUM = UPPER + LOWER + DIGITS;

  private static final Map<String, String> KINDS =
      Map.of(
          "alnum", ALNUM,
          "lower", LOWER + DIGITS,
          "upper", UPPER + DIGITS,
          "digits", DIGITS,
          "hex", DIGITS + "abcdef",
          "HEX", DIGITS + "ABCDEF",
          "base32", UPPER + "234567",
          "b32l", LOWER + "234567",
          "b64", ALNUM + "+/",
          "url", ALNUM + "-_");

  private static final String BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+):(\\d+)}");

  /// Paths of the files that rules are about.
  private static final List<String> PATHS =
      List.of(
          "/app/sample.txt",
          "/root/.npmrc",
          "/root/.netrc",
          "/root/.pgpass",
          "/root/.git-credentials",
          "/root/.docker/config.json",
          "/root/.kube/config",
          "/app/x.yaml",
          "/app/x.tfstate",
          "/app/x.tf",
          "/etc/.htpasswd",
          "/etc/shadow",
          "/var/www/wp-config.php",
          "/app/settings.py",
          "/app/config/master.key",
          "/home/shop/.m2/settings.xml",
          "/app/nuget.config",
          "/app/auth.json",
          "/root/.pypirc",
          "/etc/my.cnf",
          "/root/.s3cfg",
          "/opt/tomcat-users.xml",
          "/root/gradle.properties",
          "/app/.env",
          "/app/application.properties");

  private Template() {}

  /// One sample.
  ///
  /// @param seed makes the same sample every time
  static String sample(String template, long seed) {
    Random random = new Random(seed);
    Matcher matcher = PLACE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String made = made(matcher.group(1), Integer.parseInt(matcher.group(2)), random);
      matcher.appendReplacement(text, Matcher.quoteReplacement(made));
    }
    matcher.appendTail(text);
    return text.toString().replace("$\\{", "${");
  }

  private static String made(String kind, int length, Random random) {
    if (kind.equals("uuid")) {
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
    String characters = kind.equals("bech") ? BECH32 : KINDS.get(kind);
    if (characters == null) {
      throw new IllegalArgumentException("there is no kind " + kind);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /// A path in which the rule counts.
  static String path(SecretRule rule) {
    return PATHS.stream()
        .filter(rule::fitsPath)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no path for " + rule.id()));
  }
}

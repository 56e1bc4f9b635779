package dev.seaworthy.inspection.dockerfile.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells secrets by their form, and names that secrets have.
public final class SecretTexts {

  /// Forms that services give their keys and tokens, so that they are recognised.
  private static final List<Pattern> TOKENS =
      Stream.of(
              "\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b",
              "\\bgh[pousr]_[A-Za-z0-9]{36,255}\\b",
              "\\bgithub_pat_[A-Za-z0-9_]{50,255}\\b",
              "\\bglpat-[A-Za-z0-9_-]{20,60}\\b",
              "\\bxox[abeprs]-[A-Za-z0-9-]{10,250}\\b",
              "\\bnpm_[A-Za-z0-9]{36}\\b",
              "\\bpypi-AgEI[A-Za-z0-9_-]{50,250}\\b",
              "\\bsk_live_[A-Za-z0-9]{20,120}\\b",
              "\\brk_live_[A-Za-z0-9]{20,120}\\b",
              "\\bAIza[A-Za-z0-9_-]{35}\\b",
              "\\bSG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}\\b",
              "\\bdckr_pat_[A-Za-z0-9_-]{20,60}\\b",
              "\\bhvs\\.[A-Za-z0-9_-]{24,200}\\b",
              "\\bLTAI[A-Za-z0-9]{12,24}\\b",
              "\\bAKID[A-Za-z0-9]{32}\\b",
              "\\beyJ[A-Za-z0-9_-]{10,500}\\.eyJ[A-Za-z0-9_-]{10,2000}\\.[A-Za-z0-9_-]{10,1000}\\b",
              "-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
          .map(Pattern::compile)
          .toList();

  private static final Pattern CREDENTIALS_IN_ADDRESS =
      Pattern.compile(
          "(?i)\\b[a-z][a-z0-9+.-]{1,15}://([^\\s/@:'\"]{0,200}:)?([^\\s/@'\"]{1,500})@");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|.*[_.-])(?:password|passwd|passphrase|pwd|pass|secret|secrets|token|apikey|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|encryption[_-]?key|signing[_-]?key|secret[_-]?key|credential|credentials|auth|apitoken|authtoken|accesstoken|dbpassword|dbpass)(?:$|[_.-](?:\\d+|value|base64|b64|prod|production|dev|test|staging|id_token)$)"
              + "|.*(?:Password|Secret|Token|ApiKey|PASSWORD|SECRET|TOKEN|APIKEY)$");

  /// Names that hold one of these words and no secret.
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i).*(?:public|pubkey|_file|_path|_dir|_url|_uri|_host|_port|_name|_length|_ttl|_expiry|_type|_header|enabled?|disabled?|allow|require|policy|tokeniz|keyring|mount).*|auth|pass|pwd|token_endpoint|no_auth");

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "",
          "true",
          "false",
          "yes",
          "no",
          "on",
          "off",
          "0",
          "1",
          "none",
          "null",
          "nil",
          "undefined");

  private SecretTexts() {}

  /// Whether a variable of this name would hold a secret.
  public static boolean isSecretName(String name) {
    return name.length() <= 200
        && NAME.matcher(name).matches()
        && !HARMLESS.matcher(name).matches();
  }

  /// Whether a value says something that must not be known: no word that stands for nothing.
  public static boolean isSecretValue(String value) {
    String plain = unquoted(value).toLowerCase(Locale.ROOT);
    return !EMPTY_WORDS.contains(plain) && !plain.startsWith("/run/secrets/");
  }

  /// Whether a value is taken from elsewhere when it is needed.
  static boolean isReference(String value) {
    String plain = unquoted(value);
    return plain.startsWith("$") || plain.startsWith("`") || plain.startsWith("<(");
  }

  static String unquoted(String value) {
    String text = value.strip();
    boolean isQuoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }

  /// A token and where it begins.
  public record Token(String text, int offset) {}

  /// What has the form of a known service's key or token.
  public static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    for (Pattern pattern : TOKENS) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        tokens.add(new Token(matcher.group(), matcher.start()));
      }
    }
    return tokens;
  }

  /// The secret parts of addresses that carry credentials; a variable in its place is one too.
  public static List<Token> credentials(String text) {
    List<Token> found = new ArrayList<>();
    Matcher matcher = CREDENTIALS_IN_ADDRESS.matcher(text);
    while (matcher.find()) {
      boolean isPair = matcher.group(1) != null;
      String secret = matcher.group(2);
      boolean isToken = secret.contains("$") || secret.length() >= 20 || !tokens(secret).isEmpty();
      if (isPair || isToken) {
        found.add(new Token(secret, matcher.start(2)));
      }
    }
    return found;
  }

  /// The text with what is recognised by its form made unreadable.
  public static String withoutTokens(String text) {
    String safe = text;
    for (Pattern pattern : TOKENS) {
      safe =
          pattern
              .matcher(safe)
              .replaceAll(each -> Matcher.quoteReplacement(Redaction.shown(each.group())));
    }
    StringBuilder redacted = new StringBuilder();
    int copied = 0;
    for (Token credential : credentials(safe)) {
      if (!credential.text().startsWith("$")) {
        redacted.append(safe, copied, credential.offset());
        redacted.append(Redaction.shown(credential.text()));
        copied = credential.offset() + credential.text().length();
      }
    }
    return redacted.append(safe, copied, safe.length()).toString();
  }
}

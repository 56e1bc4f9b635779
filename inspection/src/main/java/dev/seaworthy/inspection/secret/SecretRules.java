package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Digest;
import dev.seaworthy.inspection.InspectionRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules for secrets, and what follows from all of them together: the keywords that lead to
/// them. Immutable; making one takes some milliseconds, so one is made only when it is needed.
public final class SecretRules {

  /// The rank of rules that go by a service's name beside the value.
  static final int ASSIGNED_RANK = 1;

  /// The rank of rules that go by a name of any secret.
  static final int GENERIC_RANK = 2;

  /// Words this long are looked for in base64 too.
  private static final int BASE64_WORD_MIN = 4;

  /// What a keyword leads to.
  ///
  /// @param word as in the rules
  /// @param rules whose keyword it is; empty for what base64 makes of a keyword
  /// @param numbers their places in [#rules]
  /// @param shift in base64, how many bytes before the keyword belong to the same group of three;
  ///   else -1
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Lead(String word, List<SecretRule> rules, int[] numbers, int shift) {
    boolean isBase64() {
      return shift >= 0;
    }

    /// Whether its case matters to all.
    boolean isExact() {
      return rules.stream().allMatch(rule -> rule.form() == SecretRule.Form.TOKEN);
    }
  }

  private static final int[] NONE = {};

  private final List<SecretRule> rules;
  private final List<InspectionRule> detectors;
  private final List<Lead> leads;
  private final KeywordAutomaton automaton;
  private final String digest;
  private final Map<String, InspectionRule> byId = new HashMap<>();

  private SecretRules(List<SecretRule> rules, List<InspectionRule> detectors, String digest) {
    this.rules = rules.stream().sorted().toList();
    this.detectors = detectors.stream().sorted().toList();
    this.digest = digest;
    for (InspectionRule rule : descriptions()) {
      if (byId.put(rule.id(), rule) != null) {
        throw new IllegalArgumentException("two rules are called " + rule.id());
      }
    }
    this.leads = leads(this.rules);
    this.automaton = new KeywordAutomaton(leads.stream().map(Lead::word).toList());
  }

  /// The rules that come with the program.
  public static SecretRules builtIn() {
    return RuleReader.builtIn();
  }

  /// @param detectors what code finds without keyword and expression
  /// @param digest of the bytes that they were read from
  static SecretRules of(List<SecretRule> rules, List<InspectionRule> detectors, String digest) {
    return new SecretRules(rules, detectors, digest);
  }

  /// The same without one rule, for tests.
  SecretRules without(String id) {
    List<SecretRule> others = rules.stream().filter(rule -> !rule.id().equals(id)).toList();
    List<InspectionRule> detecting =
        detectors.stream().filter(rule -> !rule.id().equals(id)).toList();
    String all = digest + " without " + id;
    return new SecretRules(
        others, detecting, Digest.sha256(all.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private static List<Lead> leads(List<SecretRule> rules) {
    Map<String, List<SecretRule>> byWord = new HashMap<>();
    for (SecretRule rule : rules) {
      for (String word : rule.keywords()) {
        byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(rule);
      }
    }
    List<Lead> leads = new ArrayList<>();
    byWord.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> {
          List<SecretRule> led = List.copyOf(entry.getValue());
          int[] numbers = led.stream().mapToInt(rules::indexOf).toArray();
          leads.add(new Lead(entry.getKey(), led, numbers, -1));
          boolean isRight =
              entry.getKey().length() >= BASE64_WORD_MIN
                  && led.stream().anyMatch(rule -> rule.rank() == 0 && rule.isInBinaries());
          for (int shift = 0; isRight && shift < 3; shift++) {
            leads.add(new Lead(encoded(entry.getKey(), shift), List.of(), NONE, shift));
          }
        });
    return List.copyOf(leads);
  }

  /// What base64 makes of a word behind so many other bytes, as far as the word alone decides it.
  private static String encoded(String word, int shift) {
    String text = "\0".repeat(shift) + word;
    String all =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    return all.substring(undecided(shift), text.length() * 8 / 6);
  }

  /// How many characters at the beginning of a group hold bits of the bytes before.
  static int undecided(int shift) {
    return shift == 0 ? 0 : shift + 1;
  }

  /// All of them, those that count first first.
  public List<SecretRule> rules() {
    return rules;
  }

  /// What all of them say of themselves, those that only code finds included, by their ids.
  public List<InspectionRule> descriptions() {
    return Stream.concat(rules.stream().map(SecretRule::rule), detectors.stream())
        .sorted()
        .toList();
  }

  /// What the rule of this id says of itself.
  public Optional<InspectionRule> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  boolean describes(String id) {
    return byId.containsKey(id);
  }

  /// The SHA-256 of the data, which stands for the version of the rules.
  public String digest() {
    return digest;
  }

  List<Lead> leads() {
    return leads;
  }

  KeywordAutomaton automaton() {
    return automaton;
  }
}

package dev.seaworthy.verdict.policy;

import java.util.List;

/// What came of looking for signatures of an image.
///
/// @param isMade whether anybody looked
/// @param trusted whose signatures were looked for, for people: fingerprints of keys, names of
///   roots
/// @param places where was looked, for people
/// @param facts what the checks of those that were found came to
/// @param problems what kept from looking further, each with its code
public record SignatureSearch(
    boolean isMade,
    List<String> trusted,
    List<String> places,
    List<SignatureFact> facts,
    List<String> problems) {

  /// Nobody looked.
  public static final SignatureSearch NONE =
      new SignatureSearch(false, List.of(), List.of(), List.of(), List.of());

  public SignatureSearch {
    trusted = List.copyOf(trusted);
    places = List.copyOf(places);
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
  }

  /// What is known without a search.
  public static SignatureSearch of(List<SignatureFact> facts) {
    return new SignatureSearch(!facts.isEmpty(), List.of(), List.of(), facts, List.of());
  }

  /// Those that count.
  public List<SignatureFact> valid() {
    return facts.stream().filter(SignatureFact::isValid).toList();
  }
}

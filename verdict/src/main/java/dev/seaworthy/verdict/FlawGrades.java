package dev.seaworthy.verdict;

import dev.seaworthy.rulebook.rating.CvssVector;
import dev.seaworthy.rulebook.rating.FlawRating;
import dev.seaworthy.rulebook.rating.Gbt30279;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The grades of GB/T 30279-2020 of a flaw, computed from a CVSS vector. They are never official
/// ones.
///
/// @param vector what they were computed from
/// @param by who made the vector
/// @param technical 技术分级: how bad the flaw is by itself
/// @param compositeOrNull 综合分级: in which order to repair; null where the technical grade is none
public record FlawGrades(
    String vector,
    String by,
    Gbt30279.Technical technical,
    Gbt30279.@Nullable Composite compositeOrNull) {

  /// The rule whose choice of a vector they go by.
  public static final String RULE = "mlps.rating@2";

  /// 综合分级: in which order to repair.
  public Optional<Gbt30279.Composite> composite() {
    return Optional.ofNullable(compositeOrNull);
  }

  /// The grades by the vector that counts under the rule for them; empty where it is none of CVSS
  /// version 3.
  public static Optional<FlawGrades> of(
      FlawRating rating, boolean isKnownExploited, boolean hasFix) {
    Gbt30279 tables = Gbt30279.standard();
    return rating.stated().stream()
        .flatMap(stated ->
            CvssVector.parse(stated.assessment().value())
                .flatMap(vector ->
                    tables
                        .technical(vector)
                        .map(technical ->
                            new FlawGrades(
                                stated.assessment().value(),
                                stated.assessment().by(),
                                technical,
                                tables
                                    .composite(technical, vector, isKnownExploited, hasFix)
                                    .orElse(null))))
                .stream())
        .findFirst();
  }
}

package dev.seaworthy.rulebook.deadline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is declared of a system, from which follows what a flaw in it could do and to whom. What
/// isn't declared counts as the worst: a flaw is then likely exploitable (LEV), can be triggered
/// from the internet (IRV) and could debilitate more than one agency (N5).
///
/// @param exposureOrNull from where payloads reach the system
/// @param dataClassOrNull the highest class of the data in it (FIPS 199)
/// @param effectOrNull what the loss of the system would mean to those who use it
/// @param agenciesOrNull how many agencies use it
/// @param automatableOrNull whether attacks on flaws in it can be automated; VER-EVA-AIA assumes so
///   unless there is evidence
public record SystemFacts(
    @Nullable Exposure exposureOrNull,
    @Nullable DataClass dataClassOrNull,
    @Nullable Effect effectOrNull,
    @Nullable Agencies agenciesOrNull,
    @Nullable Boolean automatableOrNull) {

  /// Nothing is declared.
  public static final SystemFacts UNDECLARED = new SystemFacts(null, null, null, null, null);

  /// From where payloads reach a system, also through other systems.
  public enum Exposure {
    INTERNET,
    INTERNAL;

    /// The word in documents.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The class of data, as FIPS 199 has it.
  public enum DataClass {
    LOW(Effect.NARROW),
    MODERATE(Effect.DISRUPTIVE),
    HIGH(Effect.DEBILITATING);

    private final Effect effect;

    DataClass(Effect effect) {
      this.effect = effect;
    }

    /// The word in documents.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// An effect on an agency, the mildest first.
  public enum Effect {
    /// A minor inconvenience.
    MINIMAL,
    /// Some users for less than twelve hours, or very little data.
    NARROW,
    /// Many users for less than a day, or much data.
    DISRUPTIVE,
    /// Most users or most data.
    DEBILITATING;

    /// The word in documents.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How many agencies use a system.
  public enum Agencies {
    ONE,
    MANY;

    /// The word in documents.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What follows for a flaw.
  ///
  /// @param isExposed whether the public reaches the system, for CISA's directive
  /// @param isAutomatable whether an attack can be automated, for the same
  /// @param reasons how each part comes about, for people
  public record Potential(
      ImpactRating impact,
      Reach reach,
      boolean isExposed,
      boolean isAutomatable,
      List<String> reasons) {
    public Potential {
      reasons = List.copyOf(reasons);
    }
  }

  /// What follows for a flaw.
  ///
  /// @param knownAutomatableOrNull what a coordinator decided of this flaw (SSVC); null when nobody
  ///   did
  public Potential potential(@Nullable Boolean knownAutomatableOrNull) {
    List<String> reasons = new ArrayList<>();
    boolean isExposed = exposureOrNull != Exposure.INTERNAL;
    reasons.add(
        exposureOrNull == null
            ? "exposure isn't declared, so it counts as reachable from the internet: IRV"
            : "exposure is declared %s: %s"
                .formatted(exposureOrNull.word(), isExposed ? "IRV" : "NIRV"));
    boolean isAutomatable = automatable(knownAutomatableOrNull, reasons);
    Reach reach = Reach.NLEV;
    if (isExposed) {
      reach = Reach.LEV_IRV;
      reasons.add("what the internet reaches counts as likely exploitable: LEV");
    } else if (isAutomatable) {
      reach = Reach.LEV_NIRV;
      reasons.add("an attack that can be automated counts as likely exploitable: LEV");
    } else {
      reasons.add("neither reachable from the internet nor automatable: NLEV");
    }
    return new Potential(impact(reasons), reach, isExposed, isAutomatable, reasons);
  }

  private boolean automatable(@Nullable Boolean known, List<String> reasons) {
    if (known != null) {
      reasons.add("SSVC says that an attack is %s".formatted(automation(known)));
      return known;
    }
    if (automatableOrNull != null) {
      reasons.add("attacks are declared %s".formatted(automation(automatableOrNull)));
      return automatableOrNull;
    }
    reasons.add("nothing says whether an attack is automatable, so it is (VER-EVA-AIA)");
    return true;
  }

  private static String automation(boolean isAutomatable) {
    return isAutomatable ? "automatable" : "not automatable";
  }

  private ImpactRating impact(List<String> reasons) {
    Effect byData = dataClassOrNull == null ? Effect.DEBILITATING : dataClassOrNull.effect;
    Effect byUse = effectOrNull == null ? Effect.DEBILITATING : effectOrNull;
    Effect worst = byData.compareTo(byUse) > 0 ? byData : byUse;
    Agencies agencies = agenciesOrNull == null ? Agencies.MANY : agenciesOrNull;
    ImpactRating impact = rating(worst, agencies);
    reasons.add(
        "data class %s, effect %s, %s: %s, %s"
            .formatted(
                dataClassOrNull == null ? "isn't declared" : dataClassOrNull.word(),
                effectOrNull == null ? "isn't declared" : effectOrNull.word(),
                agenciesOrNull == null ? "agencies aren't declared" : agencyWords(agencies),
                worst.word(),
                impact));
    return impact;
  }

  private static String agencyWords(Agencies agencies) {
    return agencies == Agencies.ONE ? "one agency" : "more than one agency";
  }

  /// FedRAMP's definition of the N-ratings.
  private static ImpactRating rating(Effect effect, Agencies agencies) {
    boolean isOne = agencies == Agencies.ONE;
    return switch (effect) {
      case MINIMAL -> ImpactRating.N1;
      case NARROW -> ImpactRating.N2;
      case DISRUPTIVE -> isOne ? ImpactRating.N3 : ImpactRating.N4;
      case DEBILITATING -> isOne ? ImpactRating.N4 : ImpactRating.N5;
    };
  }
}

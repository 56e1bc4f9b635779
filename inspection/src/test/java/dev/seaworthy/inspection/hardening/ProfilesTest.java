package dev.seaworthy.inspection.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.hardening.check.BuiltInChecks;
import dev.seaworthy.inspection.hardening.check.Check;
import dev.seaworthy.inspection.hardening.check.ChosenCheck;
import dev.seaworthy.rulebook.RuleDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  @Test
  void eachLevelHoldsTheChecksOfTheLevelBelow() {
    for (List<String> levels :
        List.of(
            List.of("cis.docker.level1@1", "cis.docker.level2@1"),
            List.of("mlps.level1@1", "mlps.level2@1", "mlps.level3@1", "mlps.level4@1"))) {
      for (int i = 1; i < levels.size(); i++) {
        assertThat(ids(levels.get(i))).containsAll(ids(levels.get(i - 1)));
        assertThat(ids(levels.get(i))).hasSizeGreaterThan(ids(levels.get(i - 1)).size());
      }
    }
  }

  @Test
  void noLevelRatesACheckMilderThanTheLevelBelow() {
    for (int level = 2; level <= 4; level++) {
      Profile above = Profiles.builtIn("mlps.level%s@1".formatted(level));
      for (ChosenCheck below : Profiles.builtIn("mlps.level%s@1".formatted(level - 1)).checks()) {
        assertThat(above.find(below.check().id()).orElseThrow().rating().isAtLeast(below.rating()))
            .as(below.check().id())
            .isTrue();
      }
    }
  }

  @Test
  void theHighestLevelHoldsAllChecksOfItsCatalogue() {
    Map<String, String> profiles =
        new TreeMap<>(Map.of("MLPS", "mlps.level4@1", "DISA Container Guide", "disa.container@1"));
    profiles.forEach((catalogue, profile) -> {
      for (Check check : BuiltInChecks.all()) {
        boolean answers =
            check.rule().references().stream()
                .map(Reference::catalogue)
                .anyMatch(catalogue::equals);
        boolean isChosen = ids(profile).contains(check.id());
        assertThat(isChosen || !answers).as("%s in %s", check.id(), profile).isTrue();
      }
    });
  }

  @Test
  void everyCheckIsInSomeProfile() {
    List<String> chosen =
        Profiles.builtIn().stream()
            .flatMap(profile -> profile.checks().stream())
            .map(each -> each.check().id())
            .distinct()
            .toList();
    assertThat(BuiltInChecks.all())
        .allSatisfy(check ->
            assertThat(chosen.contains(check.id()) || UNCHOSEN.contains(check.id()))
                .as(check.id())
                .isTrue());
  }

  /// What an operator adds by a tailoring: no catalogue asks for it.
  private static final List<String> UNCHOSEN =
      List.of("hardening.labels-missing", "hardening.temporary-file");

  @Test
  void theReferencesAreThoseOfTheTableOfChecks() {
    assertThat(check("hardening.user-root").rule().references())
        .extracting(Reference::text)
        .contains(
            "CIS Docker 1.6.0 4.1",
            "DISA Container Guide V2R0.6 2.2",
            "DISA CCI CCI-002235",
            "SP 800-53 rev. 5 AC-6(10)",
            "SP 800-190 4.1.2",
            "MLPS IMP-b",
            "MLPS IP-f");
    for (int i = 1; i <= 12; i++) {
      String id = "CIS Docker 1.6.0 4." + i;
      assertThat(BuiltInChecks.all())
          .as(id)
          .anyMatch(
              check -> check.rule().references().stream().anyMatch(each -> each.text().equals(id)));
    }
  }

  @Test
  void refusesAnUnknownCheckWithItsPlace() {
    assertThatThrownBy(() -> read("\"checks\": [{\"id\": \"hardening.nothing\"}]"))
        .hasMessageContaining("test checks[0]: \"id\" holds \"hardening.nothing\"");
  }

  @Test
  void refusesWhatACheckHasNoParameterFor() {
    assertThatThrownBy(() ->
            read(
                """
                "checks": [{"id": "hardening.image-old", "parameters": {"weeksMax": 3}}]\
                """))
        .hasMessageContaining("\"weeksMax\" is no parameter of hardening.image-old");
    for (String value : List.of("-1", "1.5", "1000001", "\"3\"", "[3]", "null")) {
      assertThatThrownBy(() ->
              read(
                  """
                  "checks": [{"id": "hardening.image-old", "parameters": {"daysMax": %s}}]\
                  """
                      .formatted(value)))
          .as(value)
          .hasMessageContaining("\"daysMax\" must be a whole number");
    }
  }

  @Test
  void refusesARatingThatCountsForNothing() {
    for (String rating : List.of("none", "unrated", "HIGH", "bad")) {
      assertThatThrownBy(() ->
              read(
                  "\"checks\": [{\"id\": \"hardening.setuid\", \"rating\": \"%s\"}]"
                      .formatted(rating)))
          .hasMessageContaining("test checks[0]: \"rating\"");
    }
  }

  @Test
  void refusesAProfileThatIsNotThere() {
    assertThatThrownBy(() -> Profiles.builtIn("cis.docker.level1@9"))
        .hasMessageContaining("cis.docker.level1@9")
        .hasMessageContaining("seaworthy.hardening@1");
    assertThatThrownBy(
            () -> read("\"includes\": \"x@1\", \"checks\": [{\"id\": \"hardening.setuid\"}]"))
        .hasMessageContaining("\"includes\"");
  }

  private static Check check(String id) {
    return BuiltInChecks.find(id).orElseThrow();
  }

  private static List<String> ids(String profile) {
    return Profiles.builtIn(profile).checks().stream().map(each -> each.check().id()).toList();
  }

  private static Profile read(String members) {
    String text =
        """
        {"id": "x", "version": 1, "title": {"en": "x", "zh": "x"}, "notChecked": "low",
         "source": {"document": "x", "edition": "1"}, "effective": {"from": "2026-01-01"}, %s}\
        """
            .formatted(members);
    return Profiles.read(
        new RuleDocument(
            "test",
            new JsonReader(Limits.defaults())
                .readObject(text.getBytes(StandardCharsets.UTF_8), "test")),
        List.of());
  }
}

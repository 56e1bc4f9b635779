package dev.seaworthy.inspection.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.Tailoring.Action;
import dev.seaworthy.rulebook.Rating;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailoringTest {

  private static final String WHO =
      "\"by\": \"A. Person\", \"on\": \"2026-02-01\", \"reason\": \"we need it\"";

  @Test
  void changesAProfileAndSaysWhoAndWhy() {
    Profile tailored =
        tailored(
            """
            {"check": "hardening.sshd", "action": "drop", %1$s},
            {"check": "hardening.setuid", "action": "rate", "rating": "high", %1$s},
            {"check": "hardening.setuid", "action": "set", "parameters": {"allowed": ["/usr/bin/su"]}, %1$s},
            {"check": "hardening.shell", "action": "add", "rating": "moderate", %1$s}\
            """
                .formatted(WHO));

    assertThat(tailored.find("hardening.sshd")).isEmpty();
    assertThat(tailored.find("hardening.setuid").orElseThrow().rating()).isEqualTo(Rating.HIGH);
    assertThat(tailored.find("hardening.setuid").orElseThrow().parameters().values().get("allowed"))
        .hasToString("JsonArray[items=[JsonString[text=/usr/bin/su]]]");
    assertThat(tailored.find("hardening.shell").orElseThrow().rating()).isEqualTo(Rating.MODERATE);
    assertThat(tailored.name()).isEqualTo("seaworthy.hardening@1 with shop.tailoring@3");
    assertThat(tailored.changes())
        .hasSize(4)
        .allMatch(
            change -> change.by().equals("A. Person") && change.reason().equals("we need it"));
    assertThat(tailored.changes().getFirst().action()).isEqualTo(Action.DROP);
  }

  @Test
  void refusesAChangeWithoutAPersonOrAReason() {
    String drop = "{\"check\": \"hardening.sshd\", \"action\": \"drop\", %s}";
    refuses(drop.formatted("\"on\": \"2026-02-01\", \"reason\": \"x\""), "\"by\" must be a text");
    refuses(
        drop.formatted("\"by\": \" \", \"on\": \"2026-02-01\", \"reason\": \"x\""),
        "\"by\" must be a text");
    refuses(drop.formatted("\"by\": \"x\", \"on\": \"2026-02-01\""), "\"reason\" must be a text");
    refuses(
        drop.formatted("\"by\": \"x\", \"on\": \"2026-02-01\", \"reason\": \"\""),
        "\"reason\" must be a text");
    refuses(drop.formatted("\"by\": \"x\", \"reason\": \"x\""), "\"on\" must be a day");
    refuses(
        drop.formatted("\"by\": \"x\", \"on\": \"2026-02-30\", \"reason\": \"x\""),
        "\"on\" must be a day");
  }

  @Test
  void refusesWhatDoesNotFitTheProfileWithItsPlace() {
    refuses(change("hardening.nothing", "drop", ""), "changes[0]: \"check\" holds");
    refuses(change("hardening.shell", "drop", ""), "changes[0]: \"check\" is not in the profile");
    refuses(change("hardening.sshd", "add", ""), "\"check\" is in the profile already");
    refuses(change("hardening.sshd", "remove", ""), "\"action\" must be one of add, drop, rate");
    refuses(change("hardening.sshd", "rate", ""), "\"rating\" must be a text");
    refuses(change("hardening.sshd", "rate", "\"rating\": \"none\","), "\"rating\" must be");
    refuses(change("hardening.sshd", "set", ""), "\"parameters\" must be an object");
    refuses(change("hardening.sshd", "drop", "\"why\": 1,"), "\"why\" is not known");
    refuses(
        change("hardening.sshd", "drop", "") + "," + change("hardening.sshd", "drop", ""),
        "changes[1]: \"check\" was changed in this way before");
    refuses("", "\"changes\" must be a list");
  }

  @Test
  void refusesAnotherProfile() {
    Tailoring tailoring = read(change("hardening.sshd", "drop", ""));
    Profile other = Profiles.builtIn("cis.docker.level1@1");
    assertThatThrownBy(() -> tailoring.appliedTo(other))
        .hasMessageContaining("seaworthy.hardening@1")
        .hasMessageContaining("cis.docker.level1@1");
    Profile tailored = tailoring.appliedTo(Profiles.builtIn(Profiles.STANDARD));
    assertThatThrownBy(() -> tailoring.appliedTo(tailored)).isInstanceOf(SeaworthyException.class);
  }

  @Test
  void isKnownByADigestThatWhiteSpaceDoesNotChange() {
    String change = change("hardening.sshd", "drop", "");
    assertThat(read(change).identity()).isEqualTo(read("\n  " + change).identity());
    assertThat(read(change).identity())
        .isNotEqualTo(read(change.replace("we need it", "we need it.")).identity());
  }

  private static String change(String check, String action, String more) {
    return "{\"check\": \"%s\", \"action\": \"%s\", %s %s}".formatted(check, action, more, WHO);
  }

  private static void refuses(String changes, String message) {
    assertThatThrownBy(() -> tailored(changes))
        .as(changes)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(InspectionError.BAD_STATEMENT));
  }

  private static Profile tailored(String changes) {
    return read(changes).appliedTo(Profiles.builtIn(Profiles.STANDARD));
  }

  private static Tailoring read(String changes) {
    String text =
        """
        {"id": "shop.tailoring", "version": 3, "profile": "seaworthy.hardening@1",
         "changes": [%s]}\
        """
            .formatted(changes);
    return Tailoring.read(
        text.getBytes(StandardCharsets.UTF_8), "tailoring.json", Limits.defaults());
  }
}

package dev.seaworthy.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionRuleTest {

  private static final BilingualText TEXT = new BilingualText("text", "文本");

  @Test
  void refusesAnIdThatIsNoDottedName() {
    for (String id : List.of("", "hardening", "Hardening.user", "hardening.", "hardening.-a")) {
      assertThatThrownBy(() -> rule(id, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sortsItsReferences() {
    Reference cis = new Reference("CIS Docker", "1.6.0", "4.1");
    Reference mlps = new Reference("MLPS", "", "IP-f");
    assertThat(rule("hardening.user-root", List.of(mlps, cis)).references())
        .containsExactly(cis, mlps);
    assertThat(cis.text()).isEqualTo("CIS Docker 1.6.0 4.1");
    assertThat(mlps.text()).isEqualTo("MLPS IP-f");
  }

  private static InspectionRule rule(String id, List<Reference> references) {
    return new InspectionRule(Subject.CHECK, id, TEXT, TEXT, TEXT, Rating.HIGH, references);
  }
}

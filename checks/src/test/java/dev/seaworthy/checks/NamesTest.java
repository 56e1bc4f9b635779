package dev.seaworthy.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void typesAreNamedForWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*(Manager|Helper|Utils?|Impl|Base(?!Error|Image|Signature)|Abstract)(?![a-z]).*")
        .because(
            "these words say nothing of what a type is for; BaseError is the room's own, and a base image is the field's word")
        .check(Product.CLASSES);
  }

  @Test
  void accessorsAreNamedForWhatTheyGive() {
    methods()
        .that()
        .arePublic()
        .and()
        .haveNameMatching("get[A-Z].*")
        .should(comeFromAbove())
        .because("records name their accessors without get, and so do we")
        .allowEmptyShould(true)
        .check(Product.CLASSES);
  }

  private static ArchCondition<JavaMethod> comeFromAbove() {
    return new ArchCondition<>("be declared by a type of a library above") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        JavaClass owner = method.getOwner();
        boolean comesFromAbove =
            Stream.concat(
                    owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .anyMatch(above ->
                    above.getMethods().stream()
                        .anyMatch(other -> other.getName().equals(method.getName())));
        if (!comesFromAbove) {
          events.add(SimpleConditionEvent.violated(method, method.getDescription() + " says get"));
        }
      }
    };
  }
}

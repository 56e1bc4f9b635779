package dev.seaworthy.checks;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the core must not reach for, and what must not be in its types.
class CoreTest {
  private static final String[] CORE =
      Room.core().stream().map(Room::packages).toArray(String[]::new);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          java.lang.System ; currentTimeMillis ; an InstantSource is passed in
          java.time.Instant ; now ; an InstantSource is passed in
          java.time.(Local|Zoned|Offset)?(Date|DateTime|Time) ; now ; an InstantSource is passed in
          java.time.Clock ; system.* ; an InstantSource is passed in
          java.time.InstantSource ; system ; an InstantSource is passed in
          java.time.ZoneId ; systemDefault ; the zone is an input
          java.util.TimeZone ; getDefault ; the zone is an input
          java.util.Locale ; getDefault ; output is the same everywhere: Locale.ROOT
          java.lang.Math ; random ; same input, same output
          java.util.UUID ; randomUUID ; ids are made of content
          java.util.concurrent.ThreadLocalRandom ; current ; same input, same output
          java.nio.charset.Charset ; defaultCharset ; the charset is part of the format
          java.lang.System ; getenv ; only the command line reads the environment
          java.lang.System ; (get|set)Property ; only the command line reads properties
          java.lang.System ; exit ; a library doesn't end its host
          java.lang.Runtime ; (exit|halt|exec) ; a library neither ends its host nor starts programs
          java.lang.Class ; forName ; no reflection in the engine
          java.lang.Thread ; sleep ; wait for what you mean, with a limit
          """)
  void theCoreDoesNotCall(String owner, String method, String reason) {
    core()
        .should()
        .callMethodWhere(target(owner(nameMatching(owner))).and(target(nameMatching(method))))
        .because(reason)
        .check(Product.CLASSES);
  }

  @Test
  void theCoreChangesNoLettersByTheMachinesLocale() {
    core()
        .should()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .because("output is the same everywhere: name Locale.ROOT")
        .check(Product.CLASSES);
  }

  /// `Digest` in the room `base` names content and is no cryptography of a signature.
  @Test
  void onlyTheSigningRoomAsksForKeysAndSignatures() {
    noClasses()
        .that()
        .resideInAPackage("dev.seaworthy..")
        .and()
        .resideOutsideOfPackages("dev.seaworthy.signing..", "dev.seaworthy.testkit..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.security\\.(Signature|KeyFactory|KeyPairGenerator)")
        .because("all cryptography goes through one interface, dev.seaworthy.signing.Cryptography")
        .check(Product.CLASSES);
  }

  @Test
  void theCoreMakesNothingByChance() {
    core()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.(Random|SplittableRandom)|java\\.util\\.random\\..*")
        .because("same input, same output; a private temporary file gets its name from the JDK")
        .check(Product.CLASSES);
  }

  @Test
  void theCoreWritesToNoConsole() {
    core()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("results are values, and what could not be read is a Gap, never a log line")
        .check(Product.CLASSES);
  }

  @Test
  void theCoreUsesNoReflectionAndNoProcesses() {
    core()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.reflect\\..*|java\\.lang\\.ProcessBuilder")
        .because("the AOT cache and the reader both want calls that can be seen")
        .check(Product.CLASSES);
  }

  @Test
  void theCoreUsesNoOldDates() {
    core()
        .and()
        .doNotHaveFullyQualifiedName("dev.seaworthy.signing.x509.Certificates")
        .and()
        .doNotHaveFullyQualifiedName("dev.seaworthy.signing.x509.Timestamps")
        .and()
        .doNotHaveFullyQualifiedName("dev.seaworthy.signingkeyless.SignerCertificate")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Calendar.class)
        .because("java.time says what is meant; the JDK's certificates alone speak in Date")
        .check(Product.CLASSES);
  }

  @Test
  void theCoreHasNoMutableStatics() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(CORE)
        .should()
        .beFinal()
        .because("state belongs to a value that someone owns")
        .check(Product.CLASSES);
  }

  @Test
  void optionalIsForResultsAlone() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.seaworthy..")
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Record.class)
        .should()
        .haveRawType(Optional.class)
        .because("a field that may be absent is @Nullable; Optional is what a call gives back")
        .check(Product.CLASSES);
  }

  private static GivenClassesConjunction core() {
    return noClasses().that().resideInAnyPackage(CORE);
  }
}

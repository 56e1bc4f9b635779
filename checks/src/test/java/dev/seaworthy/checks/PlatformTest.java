package dev.seaworthy.checks;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import org.junit.jupiter.api.Test;

/// What must hold of every endpoint of the platform.
class PlatformTest {
  @Test
  void everyEndpointSaysWhichPermissionItWants() {
    methods()
        .that(metaAnnotatedWith("jakarta.ws.rs.HttpMethod"))
        .should()
        .beAnnotatedWith("dev.seaworthy.server.access.Permit")
        .because("what declares no permission answers nobody: deny by default")
        .check(Product.CLASSES);
  }
}

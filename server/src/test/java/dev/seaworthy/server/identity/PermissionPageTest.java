package dev.seaworthy.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of roles is what the program has.
class PermissionPageTest {
  private static final Path PAGE = RepositoryRoot.find().resolve("docs/reference-permissions.md");

  /// `-Dgolden.update=true` writes the page anew.
  @Test
  void thePageSaysWhatTheProgramHas() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("# Roles and permissions\n\n");
    page.append(
        "Made from the program; a test keeps it so. [How to use them](howto-people.md).\n\n");
    page.append("| role | what for | permissions |\n|---|---|---|\n");
    for (BuiltInRole role : BuiltInRole.values()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  role.word(),
                  role.summary(),
                  GrantedRole.of(role).permissionNames().stream()
                      .map(name -> "`" + name + "`")
                      .collect(Collectors.joining(", "))));
    }
    page.append("\n| permission | counts | duty |\n|---|---|---|\n");
    Arrays.stream(Permission.values())
        .filter(Permission::isGrantable)
        .map(each ->
            "| `%s` | %s | %s |\n"
                .formatted(
                    each,
                    each.scope() == Permission.Scope.PLATFORM ? "on the platform" : "in a project",
                    each.duty() == Permission.Duty.NONE
                        ? ""
                        : each.duty().name().toLowerCase(Locale.ROOT)))
        .forEach(page::append);
    return page.toString();
  }
}

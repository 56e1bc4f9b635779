package dev.seaworthy.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.access.Permission;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  @Test
  void everyEndpointStandsInTheTableAndNoOther() throws Exception {
    Set<String> inTable =
        Endpoints.table().stream()
            .map(row -> row.method() + " " + row.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(inTable).isEqualTo(new TreeSet<>(Endpoints.declared().keySet()));
  }

  @Test
  void everyEndpointDeclaresAPermissionThatFitsItsPath() throws Exception {
    for (Map.Entry<String, @Nullable Permission> each : Endpoints.declared().entrySet()) {
      assertThat(each.getValue()).as(each.getKey()).isNotNull();
      boolean inProject = each.getKey().contains("{project}");
      assertThat(each.getValue().scope() == Permission.Scope.PROJECT)
          .as(each.getKey())
          .isEqualTo(inProject);
    }
  }
}

package dev.seaworthy.server.identity;

import static dev.seaworthy.server.identity.Installation.ok;
import static dev.seaworthy.server.identity.Installation.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.ApiClient;
import dev.seaworthy.server.ApiClient.Answer;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.StepUp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every endpoint, called by everybody, in their own project and in another.
class PermissionMatrixProcessTest {
  private static final String OWN = "own";
  private static final String OTHER = "other";
  private final Map<String, ApiClient> callers = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int calls;

  @Test
  void everyEndpointAnswersWhomTheTableNames() throws Exception {
    List<Endpoints.Row> table = Endpoints.table();
    try (Installation installation = Installation.start()) {
      people(installation);
      for (Endpoints.Row row : table) {
        if (row.path().contains("{project}")) {
          row(row, OWN, row.own());
          row(row, OTHER, row.other());
        } else {
          row(row, "", row.own());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).isGreaterThan(table.size() * callers.size());
    System.out.printf("permission matrix: %s endpoints, %s calls%n", table.size(), calls);
  }

  private void people(Installation installation) throws Exception {
    ApiClient founder = installation.founder;
    callers.put("nobody", ApiClient.of(installation.platform));
    callers.put("person", installation.person("person"));
    callers.put("project-admin", installation.person("project-admin"));
    callers.put("stranger", installation.person("stranger"));
    ok(founder.post("/projects", "{'name':'own','admin':'project-admin'}"));
    ok(founder.post("/projects", "{'name':'other','admin':'stranger'}"));
    for (String role : List.of("viewer", "developer", "maintainer", "approver", "scanner")) {
      callers.put(role, installation.person(role));
      ok(
          founder.post(
              "/projects/own/bindings", "{'person':'%s','role':'%s'}".formatted(role, role)));
    }
    String robot =
        ok(founder.post(
                "/projects/own/robots",
                "{'name':'ci','permissions':['PROJECT_READ','IMAGE_PULL']}"))
            .text("id");
    bearer(
        installation,
        "robot",
        ok(founder.post("/projects/own/robots/%s/tokens".formatted(robot), "{'name':'x'}")));
    String all =
        Arrays.stream(Permission.values())
            .filter(Permission::isGrantable)
            .map(each -> "'" + each + "'")
            .collect(Collectors.joining(","));
    bearer(
        installation,
        "token",
        ok(founder.post("/me/tokens", "{'name':'x','permissions':[%s]}".formatted(all))));
    callers.put("founder", founder);
    // With the third of them the founder's work is done, unless one of them may still leave.
    for (String duty : List.of("system", "security", "audit")) {
      callers.put(duty, installation.person(duty));
      ok(
          founder.post(
              "/bindings",
              "{'person':'%s','role':'%s-administrator','until':'2999-01-01T00:00:00Z'}"
                  .formatted(duty, duty)));
    }
  }

  private void bearer(Installation installation, String name, Answer made) throws Exception {
    ApiClient client = ApiClient.of(installation.platform);
    client.authorization = "Bearer " + made.text("token");
    callers.put(name, client);
  }

  private void row(Endpoints.Row row, String project, Set<String> allowed) throws Exception {
    for (Map.Entry<String, ApiClient> caller : callers.entrySet()) {
      String name = caller.getKey();
      if (name.equals("stranger")) {
        continue;
      }
      boolean expected = allowed.contains(name) || belongs(allowed, name);
      Answer answer = call(row, project, name, caller.getValue());
      calls++;
      if (isRefused(answer) == expected || (!expected && isShown(answer, project, name))) {
        wrong.add(
            "%s %s as %s in \"%s\": %s %s"
                .formatted(
                    row.method(), row.path(), name, project, answer.status(), answer.detail()));
      }
    }
  }

  private static boolean belongs(Set<String> allowed, String name) {
    boolean session = !Set.of("nobody", "robot", "token").contains(name);
    return allowed.contains("anyone")
        || (allowed.contains("known") && !name.equals("nobody"))
        || (allowed.contains("sessions") && session);
  }

  private static Answer call(Endpoints.Row row, String project, String name, ApiClient client)
      throws Exception {
    String path =
        row.path()
            .replace("{project}", project)
            .replaceAll("\\{(name|provider)}", "none-such")
            .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
    boolean signsOut = row.method().equals("DELETE") && path.equals("/session");
    String cookie = client.cookie;
    String csrf = client.csrf;
    boolean writes = row.method().equals("POST") || row.method().equals("PUT");
    Answer answer = client.send(row.method(), path, writes ? "{}" : null);
    if (signsOut && cookie != null) {
      ok(signIn(client, name));
    } else if (!String.valueOf(client.cookie).equals(String.valueOf(cookie))) {
      client.cookie = cookie;
      client.csrf = csrf;
    }
    return answer;
  }

  /// Whether the gate refused, in whatever way.
  private static boolean isRefused(Answer answer) {
    return switch (answer.status()) {
      case 401 -> answer.detail().startsWith("This needs you to be signed in");
      case 403 ->
          answer.detail().startsWith("This needs the permission")
              || answer.detail().startsWith("Only a person in a session")
              || answer.text("type").equals(StepUp.TYPE);
      case 404 -> answer.detail().equals("There is no such project.");
      default -> false;
    };
  }

  /// Whether somebody who may know nothing of a project was told that it exists.
  private static boolean isShown(Answer answer, String project, String name) {
    boolean knows =
        !project.equals(OTHER)
            || Set.of("security", "founder", "token").contains(name)
            || name.equals("nobody");
    boolean outsider = project.equals(OWN) && Set.of("person", "system", "audit").contains(name);
    return (!knows || outsider) && answer.status() != 404;
  }
}

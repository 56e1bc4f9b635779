package dev.seaworthy.server.identity;

import static dev.seaworthy.server.identity.Installation.ok;
import static dev.seaworthy.server.identity.Installation.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.ApiClient;
import dev.seaworthy.server.ApiClient.Answer;
import dev.seaworthy.server.access.StepUp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What ends by itself, against a process whose clock is moved, step by step, in one story.
class TimeProcessTest {
  @Test
  void everythingEndsInTime() throws Exception {
    try (Installation installation = Installation.start()) {
      ApiClient founder = installation.founder;
      ApiClient ida = installation.person("ida");
      Instant soon = Instant.now().plus(Duration.ofMinutes(4));
      ok(
          founder.post(
              "/bindings",
              "{'person':'ida','role':'audit-administrator','until':'%s'}".formatted(soon)));
      Answer token =
          ok(ida.post("/me/tokens", "{'name':'x','permissions':['AUDIT_READ'],'days':1}"));
      ApiClient byToken = ApiClient.of(installation.platform);
      byToken.authorization = "Bearer " + token.text("token");
      ok(byToken.get("/me"));
      assertThat(ok(ida.get("/me")).response().body()).contains("AUDIT_READ");
      Answer review = ok(founder.post("/access-reviews", "{}"));
      assertThat(review.body().path("overdue").asBoolean()).isFalse();

      guess(installation);
      ApiClient away = ApiClient.of(installation.platform, "127.0.0.6", null);
      assertThat(signIn(away, "ida").status()).isEqualTo(429);

      installation.ahead(Duration.ofMinutes(6));
      assertThat(ok(ida.get("/me")).response().body()).doesNotContain("AUDIT_READ");
      ok(signIn(away, "ida"));
      Answer late = founder.post("/people", "{'name':'late'}");
      assertThat(late.status()).isEqualTo(403);
      assertThat(late.text("type")).isEqualTo(StepUp.TYPE);
      ok(
          founder.post(
              "/session/step-up",
              "{'method':'password','code':'%s'}".formatted(Installation.PASSWORD)));
      ok(founder.post("/people", "{'name':'late'}"));

      sessionsEnd(installation, ida);

      ok(byToken.get("/me"));
      installation.ahead(Duration.ofHours(25));
      assertThat(byToken.get("/me").status()).isEqualTo(401);

      installation.ahead(Duration.ofDays(15));
      ok(signIn(founder, "founder"));
      assertThat(
              ok(founder.get("/access-reviews/" + review.text("id")))
                  .body()
                  .path("review")
                  .path("overdue")
                  .asBoolean())
          .isTrue();
    }
  }

  private static void guess(Installation installation) throws Exception {
    for (int i = 0; i <= Attempts.FREE_FOR_ACCOUNT; i++) {
      ApiClient.of(installation.platform, "127.0.0.5", null)
          .post("/session", "{'name':'ida','password':'guess %s'}".formatted(i));
    }
  }

  private static void sessionsEnd(Installation installation, ApiClient ida) throws Exception {
    // Idle for a quarter of an hour.
    installation.ahead(Duration.ofMinutes(22));
    assertThat(ida.get("/me").status()).isEqualTo(401);
    ok(signIn(ida, "ida"));
    // Busy all the while, for twelve hours.
    Duration begun = Duration.ofMinutes(22);
    for (int minutes = 10; minutes < 12 * 60; minutes += 10) {
      installation.ahead(begun.plusMinutes(minutes));
      assertThat(ida.get("/me").status()).as("after %s minutes", minutes).isEqualTo(200);
    }
    installation.ahead(begun.plusHours(12).plusSeconds(1));
    assertThat(ida.get("/me").status()).isEqualTo(401);
  }
}

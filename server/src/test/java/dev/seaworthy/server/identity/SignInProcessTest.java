package dev.seaworthy.server.identity;

import static dev.seaworthy.server.identity.Installation.PASSWORD;
import static dev.seaworthy.server.identity.Installation.ok;
import static dev.seaworthy.server.identity.Installation.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.ApiClient;
import dev.seaworthy.server.ApiClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Attacks on signing in, against the process.
class SignInProcessTest {
  private static Installation installation;

  @BeforeAll
  static void start() throws Exception {
    installation = Installation.start();
  }

  @AfterAll
  static void stop() throws Exception {
    installation.close();
  }

  @AfterEach
  void reset() throws Exception {
    ApiClient founder = installation.founder;
    if (!ok(signIn(founder, "founder")).text("state").equals("signed-in")) {
      installation.enrol(founder);
    }
    ok(founder.put("/sign-in-rule", "{'secondFactor':'optional','policy':''}"));
    founder.delete("/me/totp");
    // Its session showed two factors, and would be good for what a test compels.
    ok(signIn(founder, "founder"));
  }

  private static void compel() throws Exception {
    ok(installation.founder.put("/sign-in-rule", "{'secondFactor':'required'}"));
  }

  @Test
  void aPasswordIsNotEnoughOnceAFactorIsSetUp() throws Exception {
    ApiClient ann = installation.person("ann");
    String seed = installation.enrol(ann);
    ApiClient again = ApiClient.of(installation.platform);
    assertThat(ok(signIn(again, "ann")).text("state")).isEqualTo("second-factor");
    for (String path : List.of("/me", "/projects", "/roles", "/me/tokens", "/sign-in-rule")) {
      assertThat(again.get(path).status()).as(path).isEqualTo(401);
    }
    assertThat(again.post("/me/totp", "{}").status()).isEqualTo(403);
    assertThat(
            again.put("/me/totp", "{'code':'%s'}".formatted(installation.code(seed, 1))).status())
        .isEqualTo(403);
    assertThat(again.post("/me/webauthn", "{}").status()).isEqualTo(403);
    assertThat(
            again
                .post("/session/step-up", "{'method':'password','code':'%s'}".formatted(PASSWORD))
                .status())
        .isEqualTo(401);
    assertThat(again.post("/me/tokens", "{'name':'x','permissions':['PROJECT_READ']}").status())
        .isEqualTo(401);
    assertThat(again.post("/me/registry-tokens", "{}").status()).isEqualTo(401);
    ApiClient basic = ApiClient.of(installation.platform);
    basic.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    assertThat(basic.get("/me").status()).isEqualTo(401);
    ok(
        again.post(
            "/session/second-factor",
            "{'method':'totp','code':'%s'}".formatted(installation.code(seed, 1))));
    assertThat(ok(again.get("/me")).text("factors")).isEqualTo("TWO");
  }

  @Test
  void aBodyThatIsNotWhatWasWantedIsToldWithItsPlace() throws Exception {
    ApiClient founder = installation.founder;
    Answer unknown = founder.post("/projects", "{'name':'web','colour':'red'}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.detail()).contains("/colour", "no such property", "boundary");
    Answer other = founder.post("/projects", "{'name':['web']}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.detail()).contains("/name", "another kind");
    Answer broken = founder.post("/projects", "{'name':");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.detail()).contains("line 1");
  }

  @Test
  void aCompelledFactorHoldsOldSessionsAndTokensToo() throws Exception {
    ApiClient old = installation.person("olga");
    String weak =
        ok(old.post("/me/tokens", "{'name':'old','permissions':['PROJECT_READ']}")).text("token");
    ApiClient byToken = ApiClient.of(installation.platform);
    byToken.authorization = "Bearer " + weak;
    ok(byToken.get("/me"));
    compel();
    assertThat(old.get("/me").status()).isEqualTo(401);
    assertThat(old.get("/me").detail()).contains("set one up");
    assertThat(byToken.get("/me").status()).isEqualTo(401);
    assertThat(ok(old.get("/session")).text("state")).isEqualTo("enrol-second-factor");
    String seed = installation.enrol(old);
    ok(old.get("/me"));
    assertThat(byToken.get("/me").status()).isEqualTo(401);
    assertThat(old.delete("/me/totp").status()).isEqualTo(409);
    assertThat(seed).isNotEmpty();
  }

  @Test
  void policiesCompelAFactor() throws Exception {
    ApiClient pia = installation.person("pia");
    ok(installation.founder.put("/sign-in-rule", "{'policy':'mlps-level-3'}"));
    assertThat(pia.get("/me").status()).isEqualTo(401);
    // The founder owes one as well, and so cannot loosen the rule without it.
    assertThat(installation.founder.put("/sign-in-rule", "{'policy':''}").status()).isEqualTo(401);
    assertThat(ok(signIn(installation.founder, "founder")).text("state"))
        .isEqualTo("enrol-second-factor");
    assertThat(installation.founder.put("/sign-in-rule", "{'policy':''}").status()).isEqualTo(401);
  }

  @Test
  void recoveryCodesServeOnce() throws Exception {
    ApiClient rae = installation.person("rae");
    ok(rae.post("/me/totp", "{}"));
    String secret = ok(rae.post("/me/totp", "{}")).text("secret");
    Answer enrolled =
        ok(rae.put("/me/totp", "{'code':'%s'}".formatted(installation.code(secret, 0))));
    assertThat(enrolled.body().path("recoveryCodes")).hasSize(10);
    String code = enrolled.body().path("recoveryCodes").path(3).asText();
    ApiClient again = ApiClient.of(installation.platform);
    ok(signIn(again, "rae"));
    String body = "{'method':'recovery','code':'%s'}".formatted(code);
    ok(again.post("/session/second-factor", body));
    ok(again.get("/me"));
    ok(signIn(again, "rae"));
    assertThat(again.post("/session/second-factor", body).status()).isEqualTo(401);
  }

  @Test
  void aCodeServesOnceAndWithOneStepOfSkew() throws Exception {
    ApiClient tom = installation.person("tom");
    String secret = ok(tom.post("/me/totp", "{}")).text("secret");
    assertThat(
            tom.put("/me/totp", "{'code':'%s'}".formatted(installation.code(secret, 3))).status())
        .isEqualTo(400);
    ok(tom.put("/me/totp", "{'code':'%s'}".formatted(installation.code(secret, -1))));
    ApiClient again = ApiClient.of(installation.platform);
    for (int off : new int[] {-3, 3}) {
      ok(signIn(again, "tom"));
      assertThat(factor(again, installation.code(secret, off)).status()).isEqualTo(401);
    }
    String next = installation.code(secret, 1);
    ok(factor(again, next));
    ok(signIn(again, "tom"));
    assertThat(factor(again, next).status()).isEqualTo(401);
  }

  private static Answer factor(ApiClient client, String code) throws Exception {
    return client.post("/session/second-factor", "{'method':'totp','code':'%s'}".formatted(code));
  }

  @Test
  void guessingIsDelayedByAccountAndForwardedHeadersDoNotHelp() throws Exception {
    installation.person("gil", "127.0.0.7");
    ApiClient thief = ApiClient.of(installation.platform, "127.0.0.66", null);
    for (int i = 0; i < Attempts.FREE_FOR_ACCOUNT; i++) {
      assertThat(guess(thief, "gil", i)).isEqualTo(401);
    }
    assertThat(guess(thief, "gil", 77)).isEqualTo(429);
    // The right password is not tried either, from whatever address the thief claims.
    thief.headers.put("X-Forwarded-For", "127.0.0.7");
    assertThat(signIn(thief, "gil").status()).isEqualTo(429);
    thief.headers.put("X-Forwarded-For", "203.0.113.9");
    thief.headers.put("Forwarded", "for=127.0.0.7");
    assertThat(signIn(thief, "GIL").status()).isEqualTo(429);
    // Its owner, where they signed in before, is not locked out.
    ok(signIn(ApiClient.of(installation.platform, "127.0.0.7", null), "gil"));
    // A name that nobody has is delayed just so.
    for (int i = 0; i < Attempts.FREE_FOR_ACCOUNT; i++) {
      assertThat(guess(thief, "nobody-at-all", i)).isEqualTo(401);
    }
    assertThat(guess(thief, "nobody-at-all", 77)).isEqualTo(429);
  }

  private static int guess(ApiClient client, String name, int number) throws Exception {
    return client
        .post("/session", "{'name':'%s','password':'guess number %s'}".formatted(name, number))
        .status();
  }

  @Test
  void aSourceAddressIsDelayedOverAllAccounts() throws Exception {
    ApiClient thief = ApiClient.of(installation.platform, "127.0.0.99", null);
    int tried = 0;
    while (guess(thief, "spray" + tried, tried) == 401) {
      tried++;
    }
    assertThat(tried).isEqualTo(Attempts.FREE_FOR_ADDRESS);
  }

  @Test
  void aPlantedSecretIsNeverTakenOverAndASessionsSecretChanges() throws Exception {
    ApiClient fay = installation.person("fay");
    ApiClient planted = ApiClient.of(installation.platform);
    planted.cookie = "planted-by-somebody-else-planted-by-somebo";
    ok(signIn(planted, "fay"));
    assertThat(planted.cookie).doesNotStartWith("planted");
    String before = fay.cookie;
    installation.enrol(fay);
    String enrolled = fay.cookie;
    assertThat(enrolled).isNotEqualTo(before);
    ApiClient stale = ApiClient.of(installation.platform);
    stale.cookie = before;
    assertThat(stale.get("/me").status()).isEqualTo(401);
    // Other sessions end with a new factor.
    assertThat(planted.get("/me").status()).isEqualTo(401);
    ok(
        fay.put(
            "/me/password", "{'current':'%s','password':'%s too'}".formatted(PASSWORD, PASSWORD)));
    assertThat(fay.cookie).isNotEqualTo(enrolled);
    stale.cookie = enrolled;
    assertThat(stale.get("/me").status()).isEqualTo(401);
  }

  @Test
  void aForgedRequestChangesNothing() throws Exception {
    ApiClient carl = installation.person("carl");
    String csrf = carl.csrf;
    for (String forged : new String[] {null, "", "x".repeat(43)}) {
      carl.csrf = forged;
      assertThat(carl.delete("/session").status()).isEqualTo(401);
      assertThat(carl.post("/me/totp", "{}").status()).isEqualTo(401);
    }
    carl.csrf = csrf;
    ok(carl.get("/me"));
    carl.headers.put("Content-Type", "text/plain");
    assertThat(signIn(carl, "carl").status()).isEqualTo(415);
    Answer signedIn = ok(signIn(ApiClient.of(installation.platform), "carl"));
    assertThat(signedIn.response().headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("__Host-seaworthy=")
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Domain");
  }

  @Test
  void tokensDoNotGrowNorReachTheirOwner() throws Exception {
    ApiClient tia = installation.person("tia");
    assertThat(
            tia.post("/me/tokens", "{'name':'x','permissions':['PROJECT_READ'],'days':91}")
                .status())
        .isEqualTo(400);
    assertThat(tia.post("/me/tokens", "{'name':'x','permissions':['SELF']}").status())
        .isEqualTo(400);
    assertThat(tia.post("/me/registry-tokens", "{}").status()).isEqualTo(403);
    String token =
        ok(tia.post("/me/tokens", "{'name':'x','permissions':['IDENTITY_READ']}")).text("token");
    ApiClient byToken = ApiClient.of(installation.platform);
    byToken.authorization = "Bearer " + token;
    assertThat(byToken.get("/people").status()).isEqualTo(403);
    assertThat(byToken.post("/me/tokens", "{'name':'y','permissions':['IDENTITY_READ']}").status())
        .isEqualTo(403);
    assertThat(byToken.put("/me/password", "{'current':'x','password':'y'}").status())
        .isEqualTo(403);
    assertThat(ok(tia.get("/me/tokens")).response().body()).doesNotContain(token);
    assertThat(installation.platform.log()).doesNotContain(token).doesNotContain(PASSWORD);
  }
}

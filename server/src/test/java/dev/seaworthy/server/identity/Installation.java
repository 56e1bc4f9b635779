package dev.seaworthy.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.server.ApiClient;
import dev.seaworthy.server.ApiClient.Answer;
import dev.seaworthy.server.PlatformProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// A platform with a founder, for tests that need people in it.
final class Installation implements AutoCloseable {
  static final String PASSWORD = "seven grey herons wade";

  final PlatformProcess platform;
  final ApiClient founder;
  private Duration ahead = Duration.ZERO;

  private Installation(PlatformProcess platform, ApiClient founder) {
    this.platform = platform;
    this.founder = founder;
  }

  static Installation start(String... options) throws Exception {
    PlatformProcess platform = PlatformProcess.start(options);
    try {
      ApiClient founder = ApiClient.of(platform);
      ok(
          founder.post(
              "/setup",
              "{'token':'%s','name':'founder','password':'%s'}"
                  .formatted(platform.link(), PASSWORD)));
      ok(signIn(founder, "founder"));
      return new Installation(platform, founder);
    } catch (Exception | AssertionError e) {
      platform.close();
      throw e;
    }
  }

  static Answer signIn(ApiClient client, String name) throws Exception {
    return client.post("/session", "{'name':'%s','password':'%s'}".formatted(name, PASSWORD));
  }

  static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
    return answer;
  }

  /// A person with this password, signed in.
  ApiClient person(String name) throws Exception {
    return person(name, "127.0.0.1");
  }

  ApiClient person(String name, String from) throws Exception {
    Answer invited = ok(founder.post("/people", "{'name':'%s'}".formatted(name)));
    ApiClient client = ApiClient.of(platform, from, null);
    ok(
        client.post(
            "/welcome",
            "{'token':'%s','password':'%s'}".formatted(invited.text("token"), PASSWORD)));
    ok(signIn(client, name));
    return client;
  }

  /// Sets up an authenticator and returns its seed.
  String enrol(ApiClient client) throws Exception {
    String secret = ok(client.post("/me/totp", "{}")).text("secret");
    ok(client.put("/me/totp", "{'code':'%s'}".formatted(code(secret, 0))));
    return secret;
  }

  /// The code of an authenticator whose clock is so many steps off the platform's.
  String code(String secret, int steps) {
    Instant now = Instant.now().plus(ahead);
    return Totp.code(decode(secret), Totp.stepAt(now) + steps, "HmacSHA1", Totp.DIGITS);
  }

  void ahead(Duration by) throws Exception {
    ahead = by;
    platform.ahead(by);
  }

  private static byte[] decode(String base32) {
    byte[] bytes = new byte[base32.length() * 5 / 8];
    int held = 0;
    int bits = 0;
    int at = 0;
    for (char each : base32.toUpperCase(Locale.ROOT).toCharArray()) {
      held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >> bits);
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    platform.close();
  }
}

package dev.seaworthy.server.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The examples of the S3 API's documentation ("Signature Calculations for the Authorization
/// Header: Transferring Payload in a Single Chunk", examples GET Object and PUT Object).
class RequestSignatureTest {
  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
  private final RequestSignature signature =
      new RequestSignature(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

  @Test
  void signsTheDocumentedGet() {
    assertThat(
            signature
                .headers(
                    "GET",
                    URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                    Map.of("range", "bytes=0-9"),
                    new byte[0],
                    TIME)
                .get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void signsTheDocumentedPut() {
    assertThat(
            signature
                .headers(
                    "PUT",
                    URI.create("https://examplebucket.s3.amazonaws.com/test%24file.text"),
                    Map.of(
                        "date", "Fri, 24 May 2013 00:00:00 GMT",
                        "x-amz-storage-class", "REDUCED_REDUNDANCY"),
                    "Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8),
                    TIME)
                .get("authorization"))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void neverShowsTheSecret() {
    assertThat(signature.toString()).doesNotContain("wJalr");
  }
}

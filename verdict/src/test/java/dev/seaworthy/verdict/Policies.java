package dev.seaworthy.verdict;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.verdict.document.PlacedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Policies and their schema, for tests.
final class Policies {

  static final Path SCHEMAS = RepositoryRoot.find().resolve("docs/schema/policy/1.0");

  /// Every member that there is.
  static final String WHOLE =
      """
      name: whole
      version: 7
      title: Every member
      presumed: true
      mode: advise
      refuseFrom: moderate
      ratingRule: fedramp.rating@1
      refuseStandings: [affected, unknown]
      refuseSeen:
        secret: high
        malware: low
        check: high
      refuseKnownExploited: true
      deadlines: [fedramp.vdr@1/class-c, cisa.bod-26-04@1]
      scanWindowHours: 720
      timeZone: America/New_York
      dataAgeDaysMax: 7
      malwareDataAgeDaysMax: 1
      certificateDataAgeDaysMax: 37
      detection:
        drifting: P14D
        steady: P1M
        samples: P3D
        imagesAre: drifting
      scope:
        repositories: [registry.example/shop/**]
        labels:
          tier: front
      allowedRepositories: [registry.example/**]
      allowedBases: ["registry.example/base/*"]
      validatedPipelines: [https://ci.example/shop/*]
      requiredSignatures:
        - signer: https://ci.example/shop/*
          issuer: https://issuer.example
      hardeningProfile: cis.docker.level2@1
      acceptReevaluation:
        by: A. Official
        on: 2026-11-01
        reason: components were inventoried
        until: 2027-11-01
      allowNotWorse: true
      evaluateByFacts: true
      facts:
        exposure: internal
        dataClass: moderate
        effect: disruptive
        agencies: one
        automatable: false
        evaluations:
          - flaw: CVE-2026-1111
            component: pkg:deb/debian/openssl
            completedAt: 2026-11-20T10:00:00Z
            impact: n3
            reach: lev-nirv
            by: A. Analyst
            reason: the proxy drops the header
      rules:
        - id: no-agpl
          on: image
          refuse: components.exists(c, 'AGPL-3.0' in c.licences)
          reason: we may not ship it
        - id: likely-exploited
          on: finding
          refuse: finding.epss > 0.5
          reason: it is likely to be exploited
      """;

  private Policies() {}

  static Policy read(String yaml) {
    return PolicyReader.read(
        yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml", Limits.defaults());
  }

  /// YAML as JSON.
  static JsonObject json(String yaml) {
    return PlacedDocument.read(
            yaml.getBytes(StandardCharsets.UTF_8),
            "policy.yaml",
            VerdictError.BAD_POLICY,
            Limits.defaults())
        .object();
  }

  static Schema schema(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(SCHEMAS.resolve(name)), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> faults(Schema schema, JsonObject document) {
    return schema.validate(JsonWriter.indented(document), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}

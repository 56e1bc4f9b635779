package dev.seaworthy.fuzz;

import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.malware.ClamdAddress;
import dev.seaworthy.inspection.malware.ClamdReply;
import dev.seaworthy.inspection.malware.ClamdVersion;
import dev.seaworthy.inspection.malware.HashList;
import dev.seaworthy.inspection.scap.ImportedResults;
import dev.seaworthy.inspection.scap.ScapInspection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers of malware engines, lists of hashes, and results of SCAP checks.
final class EngineTargets {

  private EngineTargets() {}

  static List<Target> all() {
    return List.of(
        new Target("clamd-answer", EngineTargets::answer),
        ImageTargets.lawful("clamd-address", bytes -> ClamdAddress.parse(text(bytes))),
        ImageTargets.lawful("hash-list", EngineTargets::hashList),
        ImageTargets.lawful("scap-results", EngineTargets::scapResults));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void answer(byte[] bytes) {
    try {
      ClamdReply.parse(text(bytes));
    } catch (IOException _) {
      // What clamd doesn't say is a failure of the connection.
    }
    try {
      ClamdVersion.parse(text(bytes));
    } catch (IOException _) {
      // Likewise.
    }
  }

  private static void hashList(byte[] bytes) throws IOException {
    HashList.read("input", new ByteArrayInputStream(bytes), Limits.defaults());
  }

  private static void scapResults(byte[] bytes) {
    ScapInspection.of(
        ImportedResults.read("input", new ByteArrayInputStream(bytes), Limits.defaults()));
  }
}

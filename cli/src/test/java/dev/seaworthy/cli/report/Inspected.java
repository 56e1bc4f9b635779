package dev.seaworthy.cli.report;

import dev.seaworthy.base.Location;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What three inspections saw, with everything in it that an output must be able to say.
final class Inspected {

  private Inspected() {}

  static Inspection inspection() {
    InspectionRule key =
        rule(
            Subject.SECRET,
            "secret.private-key-pem",
            "a private key in PEM",
            "私钥",
            Rating.CRITICAL);
    InspectionRule user =
        rule(
            Subject.CHECK,
            "hardening.user-root",
            "the image runs as root",
            "镜像以 root 用户运行",
            Rating.HIGH,
            new Reference("MLPS", "", "IP-f"),
            new Reference("CIS Docker", "1.6.0", "4.1"));
    InspectionRule health =
        rule(Subject.CHECK, "hardening.no-health-check", "no HEALTHCHECK", "无健康检查", Rating.LOW);
    InspectionRule malware =
        rule(
            Subject.MALWARE,
            "malware.signature",
            "a malware signature fits",
            "命中恶意代码特征",
            Rating.CRITICAL);
    return new Inspection(
        List.of(
            new Observation(
                key, new Location("/root/.ssh/\u202eid", 3), 1, "9a3f", "----… (1679 B)"),
            new Observation(
                key,
                new Location("/srv/app-1/key.pem", 5),
                12,
                "9a3f",
                "----… (1679 B)",
                new TreeMap<>(Map.of("deletedIn", "6"))),
            new Observation(
                key, new Location("/srv/app-2/key.pem", 5), 7, "9a3f", "----… (1679 B)"),
            new Observation(
                user, new Location("config/User", Location.NO_LAYER), 0, "", "User is empty"),
            new Observation(health, new Location("", Location.NO_LAYER), 0, "", ""),
            new Observation(
                malware,
                new Location("/opt/tool!/eicar.com", 3),
                0,
                "Eicar-Test-Signature",
                "Eicar-Test-Signature",
                new TreeMap<>(Map.of("engine", "clamav")))),
        List.of(
            engine(Subject.SECRET, "java", null),
            engine(Subject.CHECK, "hardening", null),
            engine(Subject.MALWARE, "clamav", Instant.parse("2026-11-20T00:00:00Z"))),
        List.of());
  }

  private static EngineReport engine(Subject subject, String name, @Nullable Instant dated) {
    return new EngineReport(subject, name, "1.2.3", "45", dated, 10, 1000, 77);
  }

  private static InspectionRule rule(
      Subject subject, String id, String title, String chinese, Rating rating, Reference... refs) {
    return new InspectionRule(
        subject,
        id,
        new BilingualText(title, chinese),
        new BilingualText("Whoever gets at the image gets at this.", "得到镜像即可得到它。"),
        new BilingualText("Take it out & build anew.", "移除后重新构建。"),
        rating,
        List.of(refs));
  }
}

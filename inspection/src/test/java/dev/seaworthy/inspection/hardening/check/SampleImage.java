package dev.seaworthy.inspection.hardening.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.image.manifest.ConfigDocument;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.InMemoryImage;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Checklist;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Validation;
import dev.seaworthy.inspection.hardening.facts.HardeningAnalyser;
import dev.seaworthy.inspection.hardening.facts.LinkageAnalyser;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.testkit.Json;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An image for samples, read by the real walk: at first one that every check is content with. Each
/// method changes one thing.
final class SampleImage {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String PROFILE = "seaworthy.hardening@1";
  static final Digest DIGEST = Digest.sha256(new byte[0]);

  private static final ImageWalk WALK = walk();

  private final List<TarWriter.Content> layers = new ArrayList<>();
  private final Map<String, Object> runtime = new LinkedHashMap<>();
  private final Map<String, String> labels = new TreeMap<>();
  private final List<Map<String, Object>> history = new ArrayList<>();
  private final List<Purpose> purposes = new ArrayList<>();
  private List<BaselineRecord> baselines = List.of(baseline("ours", "none", PROFILE));
  private Object created = "2026-02-01T00:00:00Z";
  private String system = "linux";
  private boolean hasConfig = true;
  private @Nullable String reference = "registry.example/shop/cart:1.8";
  private Lineage lineage = base(BaseImage.Recognition.LAYER_PREFIX);
  private Answers answers = Answers.NONE;
  private BaselineRecord.@Nullable Tailored tailoring;

  SampleImage() {
    for (Topic topic : Topic.values()) {
      answers = answers.with(topic, new Answer.Yes("it is so"));
    }
    runtime.put("User", "65532:65532");
    runtime.put("Env", List.of("PATH=/usr/local/bin:/usr/bin"));
    runtime.put("Entrypoint", List.of("/usr/bin/shop"));
    runtime.put("ExposedPorts", Map.of("8080/tcp", Map.of()));
    runtime.put("Healthcheck", Map.of("Test", List.of("CMD", "/usr/bin/shop", "--health")));
    for (String label : List.of("source", "revision", "version", "licenses")) {
      labels.put("org.opencontainers.image." + label, "known");
    }
    files(
        "/etc/passwd",
        "root:x:0:0:root:/root:/sbin/nologin\napp:x:65532:65532::/home/app:/sbin/nologin\n",
        "/etc/group",
        "root:x:0:\napp:x:65532:\n");
    top(tar -> {
      tar.entry(
          TarEntry.file("etc/shadow").mode(0640),
          "root:*:1:0:::::\napp:!:1::::::\n".getBytes(UTF_8));
      tar.entry(TarEntry.directory("tmp").mode(01777));
      tar.directory("usr/local/bin");
      tar.entry(TarEntry.file("usr/bin/shop").mode(0755), ElfMaker.program(List.of()));
    });
    step("COPY rootfs / # buildkit");
  }

  private static ImageWalk walk() {
    List<Analyser> analysers = new ArrayList<>(BuiltInCatalogers.all());
    analysers.add(new HardeningAnalyser());
    analysers.add(new LinkageAnalyser());
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return new ImageWalk(
        analysers, Limits.defaults(), LayerFactsCache.NONE, WalkResources.of(1, temporary, 1));
  }

  static Lineage base(BaseImage.Recognition recognition) {
    return new Lineage(new BaseImage("registry.example/base:1", DIGEST, 1, recognition), List.of());
  }

  static BaselineRecord baseline(String id, String distribution, String profile) {
    return baseline(id, distribution, profile, "2026-01-01", "2026-12-31");
  }

  static BaselineRecord baseline(
      String id, String distribution, String profile, String on, String expires) {
    return new BaselineRecord(
        id,
        new Checklist(false, "own", "1", DIGEST),
        distribution,
        List.of(),
        profile,
        null,
        new Validation(
            "A. Auditor", "Audits", LocalDate.parse(on), DIGEST, LocalDate.parse(expires)));
  }

  SampleImage runtime(String member, Object value) {
    runtime.put(member, value);
    return this;
  }

  SampleImage without(String member) {
    runtime.remove(member);
    return this;
  }

  SampleImage user(String user) {
    return runtime("User", user);
  }

  SampleImage starts(String... words) {
    return runtime("Entrypoint", List.of(words));
  }

  SampleImage env(String... variables) {
    return runtime("Env", List.of(variables));
  }

  SampleImage ports(String... ports) {
    Map<String, Object> exposed = new TreeMap<>();
    Arrays.asList(ports).forEach(port -> exposed.put(port, Map.of()));
    return runtime("ExposedPorts", exposed);
  }

  SampleImage volumes(String... paths) {
    Map<String, Object> volumes = new TreeMap<>();
    Arrays.asList(paths).forEach(path -> volumes.put(path, Map.of()));
    return runtime("Volumes", volumes);
  }

  SampleImage label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  SampleImage withoutLabel(String name) {
    labels.remove(name);
    return this;
  }

  SampleImage created(Object time) {
    created = time;
    return this;
  }

  SampleImage system(String name) {
    system = name;
    return this;
  }

  SampleImage withoutConfig() {
    hasConfig = false;
    return this;
  }

  SampleImage withoutHistory() {
    history.clear();
    return this;
  }

  /// A step of the history that makes no layer.
  SampleImage step(String createdBy) {
    history.add(new HashMap<>(Map.of("created_by", createdBy, "empty_layer", !history.isEmpty())));
    return this;
  }

  SampleImage reference(@Nullable String text) {
    reference = text;
    return this;
  }

  SampleImage lineage(Lineage found) {
    lineage = found;
    return this;
  }

  SampleImage answer(Topic topic, Answer answer) {
    answers = answers.with(topic, answer);
    return this;
  }

  SampleImage baselines(BaselineRecord... records) {
    baselines = List.of(records);
    return this;
  }

  SampleImage tailoring(BaselineRecord.@Nullable Tailored applied) {
    tailoring = applied;
    return this;
  }

  SampleImage purpose(String path, String component, String on, @Nullable String until) {
    purposes.add(
        new Purpose(
            path,
            component,
            "entry script",
            "asker",
            "approver",
            LocalDate.parse(on),
            until == null ? null : LocalDate.parse(until)));
    return this;
  }

  /// Adds to the topmost layer.
  SampleImage top(TarWriter.Content content) {
    if (layers.isEmpty()) {
      return layer(content);
    }
    TarWriter.Content before = layers.removeLast();
    layers.add(tar -> {
      before.writeTo(tar);
      content.writeTo(tar);
    });
    return this;
  }

  /// Adds a layer on top.
  SampleImage layer(TarWriter.Content content) {
    layers.add(content);
    return this;
  }

  /// Paths and texts in turn.
  SampleImage files(String... pathsAndTexts) {
    return top(tar -> {
      for (int i = 0; i < pathsAndTexts.length; i += 2) {
        tar.file(pathsAndTexts[i].substring(1), pathsAndTexts[i + 1]);
      }
    });
  }

  SampleImage file(String path, int mode) {
    return top(tar -> tar.entry(TarEntry.file(path.substring(1)).mode(mode), new byte[] {1}));
  }

  SampleImage programs(String... paths) {
    return top(tar -> {
      for (String path : paths) {
        tar.entry(TarEntry.file(path.substring(1)).mode(0755), new byte[] {1});
      }
    });
  }

  SampleImage link(String path, String target) {
    return top(tar -> tar.symlink(path.substring(1), target));
  }

  SampleImage elf(String path, String... needed) {
    return top(tar ->
        tar.entry(TarEntry.file(path.substring(1)).mode(0755), ElfMaker.program(List.of(needed))));
  }

  /// Debian's package database with these packages: `name` or `name: needed, needed`, each with the
  /// files that follow it.
  SampleImage dpkg(String... packagesAndFiles) {
    StringBuilder status = new StringBuilder();
    Map<String, StringBuilder> lists = new TreeMap<>();
    String name = "";
    for (String each : packagesAndFiles) {
      if (each.startsWith("/")) {
        lists.getOrDefault(name, new StringBuilder()).append(each).append('\n');
        continue;
      }
      int colon = each.indexOf(':');
      name = colon < 0 ? each : each.substring(0, colon);
      lists.put(name, new StringBuilder("/.\n"));
      status.append("Package: %s\nStatus: install ok installed\n".formatted(name));
      status.append("Architecture: amd64\nVersion: 1.0-1\n");
      if (colon >= 0) {
        status.append("Depends:").append(each.substring(colon + 1)).append('\n');
      }
      status.append('\n');
    }
    files("/var/lib/dpkg/status", status.toString());
    lists.forEach(
        (each, paths) -> files("/var/lib/dpkg/info/%s.list".formatted(each), paths.toString()));
    return files("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
  }

  HardeningSubject subject() {
    try {
      List<byte[]> tars = new ArrayList<>();
      for (TarWriter.Content layer : layers) {
        tars.add(TarWriter.bytes(layer));
      }
      ImageConfig config =
          ConfigDocument.parse(
                  configText(tars).getBytes(UTF_8), tars.size(), "the sample", Limits.defaults())
              .config();
      ImageFacts facts = WALK.walk(InMemoryImage.of(config, tars), WalkListener.NONE);
      String name = reference;
      return new HardeningSubject(
          name == null ? null : ImageReference.parse(name),
          config,
          facts,
          Inventories.assemble(facts, Limits.defaults()),
          lineage,
          answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Surroundings surroundings() {
    return new Surroundings(NOW, PROFILE, tailoring, purposes, baselines);
  }

  private String configText(List<byte[]> tars) {
    if (!hasConfig) {
      return "{}";
    }
    runtime.put("Labels", labels);
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architecture", "amd64");
    config.put("os", system);
    config.put("created", created);
    config.put("config", runtime);
    config.put(
        "rootfs",
        Map.of("diff_ids", tars.stream().map(tar -> Digest.sha256(tar).toString()).toList()));
    config.put("history", history);
    return Json.text(config);
  }
}

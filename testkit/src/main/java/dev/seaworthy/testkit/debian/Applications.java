package dev.seaworthy.testkit.debian;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Json;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The layer that a developer adds: applications in four languages with what they bring along.
final class Applications {
  private static final String DIST_PACKAGES = "usr/local/lib/python3.11/dist-packages/";
  private static final String NODE_MODULES = "srv/web/node_modules/";
  private static final int CLASSES = 165;

  private final List<Planted> planted = new ArrayList<>();
  private final TarWriter tar;

  private Applications(TarWriter tar) {
    this.tar = tar;
  }

  /// Writes the layer and says what is in it.
  static List<Planted> write(Path layer, Path scratch) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(layer), 1 << 16)) {
      TarWriter tar = TarWriter.to(out);
      Applications applications = new Applications(tar);
      applications.addJava();
      applications.addNode();
      applications.addPython();
      applications.addGo(scratch);
      tar.finish();
      return List.copyOf(applications.planted);
    }
  }

  /// What the layer depends on besides this code.
  static String surroundings() {
    return Gates.tool("go").isMet() ? Command.of("go", "version").text() : "no go";
  }

  private void addJava() throws IOException {
    tar.directory("srv").directory("srv/shop");
    addJar(
        "srv/shop/shop.war",
        new JarMaker("dev.harbour", "shop", "1.4.0").classes(10),
        "WEB-INF/lib/",
        List.of(
            new JarMaker("org.apache.logging.log4j", "log4j-core", "2.14.1").classes(CLASSES),
            new JarMaker("com.fasterxml.jackson.core", "jackson-databind", "2.9.8")
                .classes(CLASSES),
            new JarMaker("org.apache.commons", "commons-text", "1.9").classes(CLASSES)));
    addJar(
        "srv/shop/service.jar",
        new JarMaker("dev.harbour", "service", "0.9.1").classes(10),
        "BOOT-INF/lib/",
        List.of(
            new JarMaker("org.springframework", "spring-core", "5.3.17").classes(CLASSES),
            new JarMaker("org.yaml", "snakeyaml", "1.30").classes(CLASSES)));
  }

  private void addJar(String path, JarMaker outer, String library, List<JarMaker> inner)
      throws IOException {
    planted.add(new Planted("maven", outer.fullName(), outer.version(), path, ""));
    for (JarMaker jar : inner) {
      String place = library + jar.fileName();
      outer.put(place, jar.bytes());
      planted.add(new Planted("maven", jar.fullName(), jar.version(), path, place));
    }
    tar.file(path, outer.bytes());
  }

  private void addNode() throws IOException {
    tar.directory("srv/web").directory(NODE_MODULES);
    addModule("lodash", "4.17.20", "MIT");
    addModule("minimist", "1.2.5", "MIT");
    addModule("express", "4.17.1", "MIT");
    addModule("@babel/traverse", "7.23.0", "MIT");
    tar.file("srv/web/server.js", "require('express')().listen(8080)\n");
  }

  private void addModule(String name, String version, String licence) throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("name", name);
    manifest.put("version", version);
    manifest.put("license", licence);
    manifest.put("main", "index.js");
    String path = NODE_MODULES + name + "/package.json";
    tar.directory(NODE_MODULES + name).file(path, Json.text(manifest));
    tar.file(
        NODE_MODULES + name + "/index.js", Samples.of(name.hashCode()).compressibleBytes(120_000));
    planted.add(new Planted("npm", name, version, path, ""));
  }

  private void addPython() throws IOException {
    tar.directory(DIST_PACKAGES);
    addWheel("requests", "2.25.0", "requests-2.25.0.dist-info/METADATA");
    addWheel("Jinja2", "2.11.2", "Jinja2-2.11.2.dist-info/METADATA");
    addWheel("PyYAML", "5.3", "PyYAML-5.3.egg-info/PKG-INFO");
  }

  private void addWheel(String name, String version, String metadata) throws IOException {
    String path = DIST_PACKAGES + metadata;
    tar.directory(path.substring(0, path.lastIndexOf('/')))
        .file(
            path,
            "Metadata-Version: 2.1\nName: %s\nVersion: %s\nSummary: cargo\n\nLong words.\n"
                .formatted(name, version));
    planted.add(new Planted("pypi", name, version, path, ""));
  }

  /// Adds a program of ours that uses one module, where Go and the module can be had.
  private void addGo(Path scratch) throws IOException {
    if (!Gates.tool("go").isMet()) {
      return;
    }
    Path program = scratch.resolve("go-semver");
    Command.Result built =
        Command.of("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program.toString(), ".")
            .in(RepositoryRoot.oracle("go-semver"))
            .with("CGO_ENABLED", "0")
            .run();
    if (built.exit() == 0) {
      String path = "usr/local/bin/go-semver";
      tar.entry(TarEntry.file(path).mode(0755), Files.readAllBytes(program));
      planted.add(new Planted("golang", "golang.org/x/mod", "v0.17.0", path, ""));
    }
  }
}

package dev.seaworthy.bench;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.registry.ClientTrust;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// `./bench --registry`: our registry beside `docker-registry`, both with TLS and credentials, in
/// turns: one blob of a gigabyte pushed and pulled, and manifests pulled over many connections. The
/// manifests are of an image that was scanned and cleared, and each pull stands in the audit trail.
record RegistryBench(Path seaworthy, int rounds, int megabytes) {
  static final int USUAL_MEGABYTES = 1000;

  private static final int CONNECTIONS = 64;
  private static final int PULLS = 200;
  private static final double THROUGHPUT_MIN = 0.9;
  private static final double P99_MAX = 2;
  private static final long CLEARED_SECONDS_MAX = 180;
  private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final List<String> ALL =
      List.of("PROJECT_READ", "IMAGE_READ", "IMAGE_PULL", "IMAGE_PUSH");

  /// A registry that is measured.
  ///
  /// @param open a repository in which what was pushed can be pulled at once
  /// @param cleared a repository of images that were cleared; the same where nobody clears
  private record Side(String name, RegistryConnection.Place place, String open, String cleared) {}

  /// What was measured of a side, a figure for each round.
  private record Figures(List<Double> push, List<Double> pull, List<Double> p99) {
    Figures() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  List<Goal> measure() throws IOException {
    Need need = RegistryServer.need();
    if (!need.isMet()) {
      System.out.println("absent  " + need.what());
      return List.of(new Goal("docker-registry to compare with", 0, 1, true, ""));
    }
    Path folder = Files.createTempDirectory("seaworthy-bench-registry");
    TestAuthority authority = TestAuthority.in(Files.createDirectory(folder.resolve("authority")));
    try (RegistryServer peer = RegistryServer.withTlsAndCredentials(authority);
        UpProcess up = UpProcess.start(seaworthy)) {
      Path blob = blob(folder.resolve("blob"));
      MadeImage image = image(folder.resolve("layout"));
      Side ours = ours(up);
      Side theirs =
          new Side(
              "docker-registry",
              new RegistryConnection.Place(
                  peer.host(),
                  ClientTrust.in(authority.certificate()),
                  basic(RegistryServer.USER, RegistryServer.PASSWORD)),
              "bench/open",
              "bench/open");
      for (Side side : List.of(ours, theirs)) {
        pushImage(side, folder.resolve("layout"), image);
        awaitPull(side);
      }
      Figures our = new Figures();
      Figures their = new Figures();
      rounds(ours, theirs, blob, our, their);
      System.out.printf("memory of server and database after it: %.0f MB%n", up.megabytes());
      List<Goal> goals = goals(our, their);
      goals.forEach(System.out::println);
      return goals;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } finally {
      Folders.delete(folder);
    }
  }

  private void rounds(Side ours, Side theirs, Path blob, Figures our, Figures their)
      throws IOException, GeneralSecurityException, InterruptedException {
    for (int round = 0; round <= rounds; round++) {
      Figures of = round == 0 ? new Figures() : our;
      Figures peers = round == 0 ? new Figures() : their;
      round(ours, blob, of);
      round(theirs, blob, peers);
      System.out.printf(
          "round %s: push %.0f and %.0f MB/s, pull %.0f and %.0f MB/s, p99 %.1f and %.1f ms%s%n",
          round,
          of.push().getLast(),
          peers.push().getLast(),
          of.pull().getLast(),
          peers.pull().getLast(),
          of.p99().getLast(),
          peers.p99().getLast(),
          round == 0 ? " (does not count)" : "");
    }
  }

  private static List<Goal> goals(Figures our, Figures their) {
    return List.of(
        Goal.atLeast(
            "push against docker-registry",
            median(our.push()) / median(their.push()),
            THROUGHPUT_MIN,
            "x"),
        Goal.atLeast(
            "pull against docker-registry",
            median(our.pull()) / median(their.pull()),
            THROUGHPUT_MIN,
            "x"),
        new Goal(
            "p99 of manifest pulls against docker-registry",
            median(our.p99()) / median(their.p99()),
            P99_MAX,
            "x"));
  }

  private static Side ours(UpProcess up) throws IOException, InterruptedException {
    up.api("POST", "/projects", "{\"name\":\"open\"}");
    up.api("PUT", "/projects/open/registry", "{\"quarantine\":false}");
    up.api("POST", "/projects", "{\"name\":\"gated\"}");
    String token = up.robot("open", "bench", ALL);
    String gated = up.robot("gated", "bench", ALL);
    RegistryConnection.Place place =
        new RegistryConnection.Place(
            "localhost:" + up.port("registry"), up.trust(), basic("robot", token));
    return new Side(
        "seaworthy", place.also("gated", basic("robot", gated)), "open/bench", "gated/bench");
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private Path blob(Path file) throws IOException {
    byte[] piece = new byte[1 << 20];
    Random random = new Random(7);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
    return file;
  }

  private static MadeImage image(Path layout) throws IOException {
    return ImageMaker.linux()
        .layer(
            LayerSpec.of(tar ->
                tar.file(
                    "etc/os-release", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.20.0\n")))
        .ociLayout(layout, "bench:1");
  }

  /// Every blob of the layout, then the manifest under the tag 1.
  private static void pushImage(Side side, Path layout, MadeImage image)
      throws IOException, GeneralSecurityException {
    String manifest = image.manifest().digest();
    try (RegistryConnection connection = RegistryConnection.open(side.place());
        var files = Files.list(layout.resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        String digest = "sha256:" + file.getFileName();
        if (!digest.equals(manifest)) {
          connection.push(side.cleared(), file, digest);
        }
      }
      connection.put(
          "/v2/%s/manifests/1".formatted(side.cleared()),
          MANIFEST_TYPE,
          Files.readAllBytes(layout.resolve("blobs").resolve(manifest.replace(':', '/'))));
    }
  }

  /// Until the image was scanned and cleared.
  private static void awaitPull(Side side) throws IOException, GeneralSecurityException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLEARED_SECONDS_MAX);
    try (RegistryConnection connection = RegistryConnection.open(side.place())) {
      while (true) {
        RegistryConnection.Answer answer = connection.get(manifest(side), null);
        if (answer.status() == 200) {
          return;
        }
        if (System.nanoTime() > end) {
          throw new IOException(side.name() + " does not clear the image: " + answer.text());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  private static String manifest(Side side) {
    return "/v2/%s/manifests/1".formatted(side.cleared());
  }

  private void round(Side side, Path blob, Figures figures)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path changed = changed(blob);
    String digest = "sha256:" + sha256(changed);
    try (RegistryConnection connection = RegistryConnection.open(side.place())) {
      long begun = System.nanoTime();
      connection.push(side.open(), changed, digest);
      figures.push().add(megabytes / ((System.nanoTime() - begun) / 1e9));
      begun = System.nanoTime();
      RegistryConnection.Answer pulled =
          connection.get(
              "/v2/%s/blobs/%s".formatted(side.open(), digest), OutputStream.nullOutputStream());
      figures.pull().add(megabytes / ((System.nanoTime() - begun) / 1e9));
      if (pulled.status() != 200 || pulled.length() != Files.size(changed)) {
        throw new IOException("%s answered %s".formatted(side.name(), pulled.status()));
      }
    }
    figures.p99().add(p99(side));
  }

  /// Each push is of a blob that the registry does not have.
  private static Path changed(Path blob) throws IOException {
    try (var file = Files.newByteChannel(blob, java.nio.file.StandardOpenOption.WRITE)) {
      byte[] begin = new byte[16];
      new Random().nextBytes(begin);
      file.write(java.nio.ByteBuffer.wrap(begin));
    }
    return blob;
  }

  private static String sha256(Path file) throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (var in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 20];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Of all pulls over all connections at once, in milliseconds.
  private static double p99(Side side) throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(threads.submit(() -> pulls(side)));
      }
      for (Future<List<Long>> each : all) {
        nanos.addAll(each.get());
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IOException(side.name(), e);
    }
    nanos.sort(null);
    return nanos.get(nanos.size() * 99 / 100) / 1e6;
  }

  private static List<Long> pulls(Side side) throws IOException, GeneralSecurityException {
    List<Long> nanos = new ArrayList<>();
    try (RegistryConnection connection = RegistryConnection.open(side.place())) {
      connection.get(manifest(side), null);
      for (int i = 0; i < PULLS; i++) {
        long begun = System.nanoTime();
        RegistryConnection.Answer answer = connection.get(manifest(side), null);
        if (answer.status() != 200) {
          throw new IOException("%s: %s %s".formatted(side.name(), answer.status(), answer.text()));
        }
        nanos.add(System.nanoTime() - begun);
      }
    }
    return nanos;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}

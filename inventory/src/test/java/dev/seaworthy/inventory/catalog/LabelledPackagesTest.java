package dev.seaworthy.inventory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.beam.BeamCatalogers;
import dev.seaworthy.inventory.ruby.RubyCatalogers;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import dev.seaworthy.testkit.Labels.Fixture;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Debian's packages put on this machine or hold, by the word of the tools that own it.
class LabelledPackagesTest {

  /// Name, version and place of each gem.
  private static final String GEMS =
      "Gem::Specification.each { |s| puts [s.name, s.version, s.loaded_from].join(\"\\t\") }";

  /// Name, version and place of each application that Erlang/OTP can load.
  private static final String APPLICATIONS =
      """
      lists:foreach(fun(F) -> \
        A = list_to_atom(filename:basename(F, ".app")), \
        application:load(A), \
        {ok, V} = application:get_key(A, vsn), \
        io:format("~s\\t~s\\t~s~n", [A, V, F]) end, \
        filelib:wildcard(filename:join(code:lib_dir(), "*/ebin/*.app"))), halt().\
      """;

  private static final List<String> WORDPRESS =
      List.of("wordpress", "wordpress-theme-twentytwentythree");

  /// What a Java program needs at run time; the versions come from our parent project.
  private static final String PROJECT =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>dev.seaworthy</groupId>
          <artifactId>seaworthy-parent</artifactId>
          <version>0.1.0-SNAPSHOT</version>
          <relativePath>%s</relativePath>
        </parent>
        <artifactId>shop</artifactId>
        <dependencies>
          <dependency>
            <groupId>com.fasterxml.jackson.dataformat</groupId>
            <artifactId>jackson-dataformat-toml</artifactId>
          </dependency>
          <dependency>
            <groupId>org.apache.commons</groupId>
            <artifactId>commons-compress</artifactId>
          </dependency>
        </dependencies>
      </project>
      """;

  /// `group:artifact:jar:version:scope` in the listing.
  private static final Pattern DEPENDENCY =
      Pattern.compile("^ +([^:\\s]+:[^:\\s]+):jar:([^:\\s]+):\\w+");

  @TempDir Path temporary;

  @Test
  void agreesWithRubyGemsOnThisMachine() throws Exception {
    Gates.run(
        "RubyGems on this machine",
        Gates.tool("ruby"),
        ruby ->
            judge(
                new Fixture("this machine", "gem", "`Gem::Specification.each`"),
                RubyCatalogers.installed(),
                Command.of(ruby.toString(), "-e", GEMS).lines()));
  }

  @Test
  void agreesWithErlangOnItsOwnApplications() throws Exception {
    Gates.run(
        "Erlang/OTP on its own applications",
        Gates.tool("erl"),
        erl ->
            judge(
                new Fixture("Erlang/OTP", "beam-app", "`application:get_key/2`"),
                BeamCatalogers.applications(),
                Command.of(erl.toString(), "-noshell", "-eval", APPLICATIONS).lines()));
  }

  @Test
  void agreesWithWordpressOnItself() throws Exception {
    Gates.run(
        "WordPress by its own functions",
        List.of(Gates.tool("php"), wordpress()),
        () -> {
          Path root = temporary.resolve("root");
          try (Stream<Path> packages = Files.list(temporary.resolve("packages"))) {
            for (Path file : packages.sorted().toList()) {
              Command.of("dpkg-deb", "-x", file.toString(), root.toString()).text();
            }
          }
          Set<String> expected =
              new TreeSet<>(
                  Command.of(
                          Gates.tool("php").path().toString(),
                          RepositoryRoot.oracle("wordpress.php").toString(),
                          root.resolve("usr/share/wordpress").toString())
                      .lines());
          Set<String> found = releases(Scan.folder(root, temporary));
          Labels.record(
              new Fixture("Debian's WordPress", "wordpress", "`get_plugins`, `get_file_data`"),
              expected,
              found);
          assertThat(found).containsExactlyElementsOf(expected).hasSizeGreaterThan(2);
          return expected.size();
        });
  }

  @Test
  void agreesWithMavenOnAProjectsDependencies() throws Exception {
    Gates.run(
        "mvn dependency:list on a project",
        Gates.tool("mvn"),
        mvn -> {
          Path project = Files.createDirectories(temporary.toRealPath().resolve("project"));
          Path parent = RepositoryRoot.find().toRealPath().resolve("pom.xml");
          Files.writeString(
              project.resolve("pom.xml"), PROJECT.formatted(project.relativize(parent)));
          Command.of(
                  mvn.toString(),
                  "-B",
                  "-q",
                  "dependency:list",
                  "dependency:copy-dependencies",
                  "-DincludeScope=runtime",
                  "-DoutputFile=" + project.resolve("list.txt"),
                  "-DoutputDirectory=" + project.resolve("root/app/lib"))
              .in(project)
              .text();
          Set<String> expected = new TreeSet<>();
          for (String line : Files.readAllLines(project.resolve("list.txt"))) {
            Matcher matcher = DEPENDENCY.matcher(line);
            if (matcher.find()) {
              expected.add(matcher.group(1) + " " + matcher.group(2));
            }
          }
          Set<String> found = releases(Scan.folder(project.resolve("root"), temporary));
          Labels.record(
              new Fixture("a project's dependencies", "java", "`mvn dependency:list`"),
              expected,
              found);
          assertThat(found).containsExactlyElementsOf(expected).hasSizeGreaterThan(5);
          return expected.size();
        });
  }

  private static Set<String> releases(Inventory inventory) {
    Set<String> releases = new TreeSet<>();
    for (Component component : inventory.components()) {
      releases.add(component.qualifiedName() + " " + component.version());
    }
    return releases;
  }

  /// The packages themselves: installing them would bring a web server and a database.
  private Need wordpress() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("packages"));
    String what = "Debian's package wordpress";
    if (!Gates.tool("apt-get").isMet() || !Gates.tool("dpkg-deb").isMet()) {
      return Need.missing(what);
    }
    Command.Result result =
        Command.of(Stream.concat(Stream.of("apt-get", "download"), WORDPRESS.stream()).toList())
            .in(folder)
            .run();
    return result.exit() == 0 ? Need.met(what, folder) : Need.missing(what);
  }

  /// @param listing name, version and file of each component, parted by tabs
  private static long judge(Fixture fixture, Cataloger cataloger, List<String> listing)
      throws IOException {
    Set<String> expected = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    Set<Path> folders = new TreeSet<>();
    for (String line : listing) {
      String[] cells = line.split("\t", -1);
      expected.add(cells[0] + " " + cells[1]);
      folders.add(Path.of(cells[2]).toAbsolutePath().normalize().getParent());
    }
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith(".gemspec") || file.toString().endsWith(".app")) {
            found.addAll(
                RecordingSink.of(cataloger, file.toString(), Files.readAllBytes(file)).releases());
          }
        }
      }
    }
    Labels.record(fixture, expected, found);
    assertThat(found).containsExactlyElementsOf(expected);
    return expected.size();
  }
}

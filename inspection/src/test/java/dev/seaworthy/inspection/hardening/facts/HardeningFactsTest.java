package dev.seaworthy.inspection.hardening.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Accounts;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Group;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Groups;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Kept;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Linkage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Password;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Script;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadow;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardeningFactsTest {

  @TempDir Path folder;

  @Test
  void keepsNoSecretOfAnyFile() throws IOException {
    String hash = "$6$saltsalt$" + "h".repeat(86);
    String text =
        """
        deb https://user:hunter2@shop.example/debian x y
        password = hunter2
        proxy_password=hunter2
        api.token: hunter2
        trusted=yes
        """;
    assertThat(facts("/etc/shadow", "root:" + hash + ":1:::\n"))
        .containsExactly(new Shadows(List.of(new Shadow(1, "root", Password.SET))));
    assertThat(facts("/etc/passwd", "root:" + hash + ":0:0::/root:/bin/sh\n").toString())
        .doesNotContain("salt");
    assertThat(facts("/etc/yum.repos.d/x.repo", text).toString())
        .doesNotContain("hunter2")
        .contains("shop.example/debian x y")
        .contains("trusted=yes");
  }

  @Test
  void readsAccountsAndLeavesOutWhatIsNone() throws IOException {
    String text =
        "# x\nroot:x:0:0:root:/root:/bin/sh\n+::::::\nbad:x:one:0::\nshort:x:1\n-1:*:-1:0::\napp::7:8:::\n";
    assertThat(facts("/etc/passwd", text))
        .containsExactly(
            new Accounts(
                List.of(
                    new Account(2, "root", Password.ELSEWHERE, 0, 0, "/root", "/bin/sh"),
                    new Account(7, "app", Password.EMPTY, 7, 8, "", ""))));
    assertThat(facts("/etc/group", "wheel:x:10:a,b\nbad\n"))
        .containsExactly(new Groups(List.of(new Group(1, "wheel", 10))));
  }

  @Test
  void aLineOfNamesWithoutEndIsRead() throws IOException {
    String line = "passw".repeat(100_000);
    assertThat(facts("/etc/yum.repos.d/x.repo", line + "\n" + line + "="))
        .containsExactly(new Kept(line + "\n" + line + "= ***\n"));
  }

  @Test
  void tellsOfAFileThatIsTooLarge() throws IOException {
    List<String> gaps = new ArrayList<>();
    assertThat(facts(new HardeningAnalyser(), "/etc/sudoers", new byte[(1 << 20) + 1], gaps))
        .isEmpty();
    assertThat(gaps).containsExactly(InspectionError.FILE_TOO_LARGE.id());
  }

  @Test
  void readsScriptsAndWhatShellScriptsCall() throws IOException {
    String shell =
        """
        #!/bin/bash -e
        # cp is not called
        set -e; FOO=bar exec env A=b /usr/bin/java -jar x.jar 2>&1 &
        if ! grep -q 'rm -rf' x; then echo "mv" | sort > y; fi
        A="$(date | tr a b)" gosu app `/usr/bin/id` <<EOF
        cp is not called either
        EOF
        """;
    assertThat(linkage("/entry", shell.getBytes(UTF_8)))
        .isEqualTo(
            new Script(
                List.of("/bin/bash", "-e"),
                List.of(
                    "/usr/bin/id", "/usr/bin/java", "date", "echo", "grep", "set", "sort", "tr")));
    assertThat(linkage("/x.py", "#!/usr/bin/env python3\nls\n".getBytes(UTF_8)))
        .isEqualTo(new Script(List.of("/usr/bin/env", "python3"), List.of()));
    assertThat(facts(new LinkageAnalyser(), "/x", "#!\nls\n".getBytes(UTF_8), new ArrayList<>()))
        .isEmpty();
  }

  @Test
  void readsTheLibrariesOfTheJavaThatRunsThis() throws IOException {
    byte[] java = Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));
    assertThat(linkage("/usr/bin/java", java))
        .isInstanceOfSatisfying(
            Linkage.class,
            found -> {
              assertThat(found.interpreter()).startsWith("/lib").contains("ld-");
              assertThat(found.needed()).anyMatch(name -> name.startsWith("libc."));
              assertThat(found.searchPaths()).anyMatch(path -> path.contains("$ORIGIN"));
            });
  }

  @Test
  void nothingButAHeaderIsNoProgram() throws IOException {
    byte[] bytes = new byte[64];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1}, 0, bytes, 0, 6);
    Arrays.fill(bytes, 24, 64, (byte) 0x7f);
    List<String> gaps = new ArrayList<>();
    assertThat(facts(new LinkageAnalyser(), "/x", bytes, gaps)).isEmpty();
    assertThat(gaps).containsExactly(InspectionError.PROGRAM_UNREADABLE.id());
  }

  /// A kernel needs no table of sections.
  @Test
  void aProgramWithABrokenTableOfSectionsIsAGap() throws IOException {
    byte[] java = Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));
    // e_shoff of a 64-bit file
    Arrays.fill(java, 40, 46, (byte) 0x7f);
    List<String> gaps = new ArrayList<>();
    assertThat(facts(new LinkageAnalyser(), "/usr/bin/java", java, gaps)).isEmpty();
    assertThat(gaps).containsExactly(InspectionError.PROGRAM_UNREADABLE.id());
  }

  @Test
  void keepsTheLinesOfSudoersAsTheyAre() throws IOException {
    String text = "tokend ALL=(ALL) NOPASSWD: ALL\n";
    for (String path : List.of("/etc/sudoers", "/etc/sudoers.d/x")) {
      assertThat(facts(path, text)).containsExactly(new Kept(text));
    }
  }

  @Test
  void factsAreTheSameAfterTheyWereKept() throws IOException {
    for (HardeningFact fact :
        List.of(
            new Kept("a\u0000 中"),
            new Accounts(List.of(new Account(3, "a", Password.SET, 1L << 31, 2, "/", "/sh"))),
            new Groups(List.of(new Group(1, "g", 5))),
            new Shadows(List.of(new Shadow(9, "s", Password.LOCKED))),
            new Linkage("/ld", List.of("a", "b"), List.of("$ORIGIN")),
            new Script(List.of("/bin/sh"), List.of("x")))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      HardeningFactCodec.INSTANCE.write(fact, new DataOutputStream(out));
      byte[] bytes = out.toByteArray();
      Fact read = read(bytes);
      assertThat(read).isEqualTo(fact);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
      }
    }
  }

  private static Fact read(byte[] bytes) throws IOException {
    return HardeningFactCodec.INSTANCE.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private Fact linkage(String path, byte[] content) throws IOException {
    return facts(new LinkageAnalyser(), path, content, new ArrayList<>()).getFirst();
  }

  private List<Fact> facts(String path, String text) throws IOException {
    return facts(new HardeningAnalyser(), path, text.getBytes(UTF_8), new ArrayList<>());
  }

  private List<Fact> facts(Analyser analyser, String path, byte[] content, List<String> gaps)
      throws IOException {
    Path file = Files.write(folder.resolve("content"), content);
    FileRecord record =
        new FileRecord(
            path, FileRecord.Kind.REGULAR, 0644, 0, 0, content.length, "", Optional.empty(), false);
    List<Fact> facts = new ArrayList<>();
    analyser.analyse(
        record,
        new OnDisk(file, content.length),
        new FactSink() {
          @Override
          public Limits limits() {
            return Limits.defaults();
          }

          @Override
          public void fact(Fact fact) {
            facts.add(fact);
          }

          @Override
          public void gap(ErrorCode code, String nestedPath, String detail) {
            gaps.add(code.id());
          }
        });
    return facts;
  }

  private record OnDisk(Path file, long size) implements FileContent {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
      return FileChannel.open(file);
    }

    @Override
    public byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }
  }
}

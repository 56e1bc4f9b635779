package dev.seaworthy.advisory.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedDatabaseTest {

  private static final int PACKAGES = 130;

  /// Shares no factor with anything in the format, so that every kind of field is met.
  private static final int STRIDE = 19;

  @TempDir Path folder;
  private byte[] whole = new byte[0];

  @BeforeEach
  void build() throws IOException {
    Path feed = folder.resolve("feed");
    for (int i = 0; i < PACKAGES; i++) {
      Build.document(feed, "X-" + i + ".json", record(i));
    }
    Build.document(feed, "kev.json", exploited());
    for (int i = 0; i < PACKAGES; i++) {
      Build.document(feed, "api/product-" + i + ".json", RELEASES);
    }
    Build.of(List.of(feed), folder.resolve("whole.db"));
    whole = Files.readAllBytes(folder.resolve("whole.db"));
  }

  private static String record(int i) {
    return """
    {"id": "GHSA-%1$s", "modified": "2026-01-01T00:00:00Z", "aliases": ["CVE-2026-%2$s"],
     "summary": "A flaw in package %1$s that lets anybody do anything, told at some length.",
     "affected": [{"package": {"ecosystem": "npm", "name": "package-%1$s"},
       "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.%1$s"}]}]}]}
    """
        .formatted(i, 10_000 + i);
  }

  private static final String RELEASES =
      """
      [{"cycle": "12", "releaseDate": "2023-06-10", "eol": "2026-06-10", "latest": "12.1"},
       {"cycle": "11", "releaseDate": "2021-08-14", "eol": true, "latest": "11.9"}]
      """;

  private static String exploited() {
    StringBuilder flaws = new StringBuilder();
    for (int i = 0; i < PACKAGES; i++) {
      flaws
          .append(i == 0 ? "" : ",")
          .append(
              "{\"cveID\": \"CVE-2026-%s\", \"dateAdded\": \"2026-01-02\"}".formatted(10_000 + i));
    }
    return "{\"catalogVersion\": \"2026.01.02\", \"dateReleased\": \"2026-01-02T00:00:00Z\","
        + " \"count\": "
        + PACKAGES
        + ", \"vulnerabilities\": ["
        + flaws
        + "]}";
  }

  @Test
  void isWholeAtFirst() {
    try (DatabaseFile database = open(whole)) {
      database.verify();
      assertThat(database.info().advisoryCount()).isEqualTo(PACKAGES);
      touchAll(database);
    }
  }

  @Test
  void aFlippedBitAnywhereIsFoundByReadingAll() {
    List<Integer> unnoticed = new ArrayList<>();
    int nodesAt = Prologue.LENGTH + Seal.LENGTH;
    // Every byte that is signed; of the rest a part, since each try verifies a signature.
    for (int place = 0; place < whole.length; place += place < nodesAt ? 1 : STRIDE) {
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) (1 << (place % 8));
      try (DatabaseFile database = open(damaged)) {
        database.verify();
        unnoticed.add(place);
      } catch (SeaworthyException e) {
        assertThat(e.code()).isInstanceOf(AdvisoryError.class);
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  /// What a database file is made of. The test below holds that there is nothing else in it, so a
  /// new kind of segment fails it until it stands here.
  private sealed interface Segment {

    /// What the file begins with, in the open and signed.
    record Plain(String name, long offset, long length, AdvisoryError refusal) implements Segment {}

    /// A node of a tree, whose hash is in the node above it or in the header.
    record Block(TreeKind tree, boolean isLeaf, long offset, long length) implements Segment {}

    long offset();

    long length();
  }

  private List<Segment> segments() {
    Storage storage = Storage.of(whole, "whole");
    Prologue prologue = Prologue.read(storage);
    Header header = prologue.header(storage);
    List<Segment> segments = new ArrayList<>();
    segments.add(
        new Segment.Plain("prologue", 0, Prologue.LENGTH, AdvisoryError.DATABASE_SIGNATURE_WRONG));
    int keyBytes = 32;
    segments.add(
        new Segment.Plain(
            "key of the seal", Prologue.LENGTH, keyBytes, AdvisoryError.DATABASE_UNTRUSTED));
    segments.add(
        new Segment.Plain(
            "signature",
            Prologue.LENGTH + keyBytes,
            Seal.LENGTH - keyBytes,
            AdvisoryError.DATABASE_SIGNATURE_WRONG));
    segments.add(
        new Segment.Plain(
            "header",
            prologue.headerOffset(),
            prologue.headerLength(),
            AdvisoryError.DATABASE_DAMAGED));
    for (Header.TreeRoot tree : header.trees()) {
      TreeKind kind =
          Arrays.stream(TreeKind.values())
              .filter(each -> each.code() == tree.kind())
              .findFirst()
              .orElseThrow();
      add(storage, kind, tree.root(), segments);
    }
    return segments;
  }

  private static void add(
      Storage storage, TreeKind kind, NodeReference at, List<Segment> segments) {
    Node node = new Node(storage.read(at.offset(), at.length()));
    segments.add(new Segment.Block(kind, node.isLeaf(), at.offset(), at.length()));
    for (int i = 0; !node.isLeaf() && i < node.count(); i++) {
      add(storage, kind, node.child(i), segments);
    }
  }

  @Test
  void everyByteBelongsToAKnownSegmentAndEveryKindIsThere() {
    List<Segment> segments = new ArrayList<>(segments());
    segments.sort(Comparator.comparingLong(Segment::offset));
    long end = 0;
    for (Segment segment : segments) {
      assertThat(segment.offset()).as("%s", segment).isEqualTo(end);
      end += segment.length();
    }
    assertThat(end).isEqualTo(whole.length);
    for (TreeKind kind : TreeKind.values()) {
      for (boolean isLeaf : new boolean[] {true, false}) {
        assertThat(segments)
            .as("%s, leaf: %s", kind, isLeaf)
            .anyMatch(segment ->
                segment instanceof Segment.Block(TreeKind tree, boolean leaf, _, _)
                    && tree == kind
                    && leaf == isLeaf);
      }
    }
  }

  /// In the middle of every segment: the plain ones before the database opens, a block when it is
  /// touched. Nothing of what lies behind the damage is answered, and all else is as it was.
  @Test
  void aFlippedBitInEachSegmentIsRefusedWithTheReason() throws Exception {
    Gates.always(
        "databases with a flipped bit, one for each segment",
        () -> {
          List<Segment> segments = segments();
          for (Segment segment : segments) {
            byte[] damaged = whole.clone();
            damaged[(int) (segment.offset() + segment.length() / 2)] ^= 1;
            switch (segment) {
              case Segment.Plain plain -> assertRefused(() -> open(damaged), plain.refusal());
              case Segment.Block block -> assertRefusedWhenTouched(damaged, block);
            }
          }
          return segments.size();
        });
  }

  private static void assertRefusedWhenTouched(byte[] damaged, Segment.Block block) {
    String place =
        "the block of %s bytes at %s (%s)"
            .formatted(
                block.length(), block.offset(), block.tree().name().toLowerCase(Locale.ROOT));
    try (DatabaseFile database = open(damaged)) {
      assertThatThrownBy(() -> touch(database, block.tree()))
          .isInstanceOf(SeaworthyException.class)
          .hasMessageContaining(place)
          .extracting(e -> ((SeaworthyException) e).code())
          .isEqualTo(AdvisoryError.DATABASE_DAMAGED);
      for (TreeKind other : TreeKind.values()) {
        // The index of ids leads to packages.
        boolean isApart =
            other != block.tree() && !(other == TreeKind.IDS && block.tree() == TreeKind.PACKAGES);
        if (isApart) {
          touch(database, other);
        }
      }
    }
  }

  private static void touchAll(DatabaseFile database) {
    for (TreeKind kind : TreeKind.values()) {
      touch(database, kind);
    }
  }

  private static void touch(DatabaseFile database, TreeKind kind) {
    for (int i = 0; i < PACKAGES; i++) {
      AdvisoryId cve = new AdvisoryId("CVE-2026-" + (10_000 + i));
      switch (kind) {
        case PACKAGES -> assertThat(database.statements("npm", "package-" + i).toList()).hasSize(1);
        case IDS -> {
          assertThat(database.byId(cve)).hasSize(1);
          assertThat(database.byId(new AdvisoryId("GHSA-" + i))).hasSize(1);
        }
        case FLAWS -> assertThat(database.flaw(cve)).isPresent();
        case ENRICHMENTS -> assertThat(database.enrichments(cve)).hasSize(1);
        case LIFECYCLES -> assertThat(database.lifecycle("product-" + i)).isPresent();
      }
    }
  }

  @Test
  void refusesEveryTruncation() {
    for (int length : List.of(1, 15, 16, 79, 80, 500, whole.length / 2, whole.length - 1)) {
      assertRefused(() -> open(Arrays.copyOf(whole, length)), AdvisoryError.DATABASE_TRUNCATED);
    }
  }

  @Test
  void refusesWhatIsLongerThanItWasWritten() {
    assertRefused(
        () -> open(Arrays.copyOf(whole, whole.length + 1)), AdvisoryError.DATABASE_TRUNCATED);
  }

  @Test
  void refusesAFormatFromTheFuture() {
    byte[] newer = whole.clone();
    newer[19] = 3;

    assertThatThrownBy(() -> open(newer))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("has format 3; this version of Seaworthy reads up to 2")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.DATABASE_FROM_THE_FUTURE);
  }

  @Test
  void refusesWhatAStrangerSigned() {
    DatabaseTrust elsewhere =
        DatabaseTrust.of(Set.of(SigningKey.generate().verification()), Build.TRUST.now());

    assertThatThrownBy(() -> DatabaseFile.open(whole, "test.db", elsewhere))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(Build.KEY.verification().id().toString())
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.DATABASE_UNTRUSTED);
  }

  @Test
  void refusesASignatureThatDoesNotFit() {
    byte[] damaged = whole.clone();
    damaged[Prologue.LENGTH + Seal.LENGTH - 1] ^= 1;

    assertRefused(() -> open(damaged), AdvisoryError.DATABASE_SIGNATURE_WRONG);
  }

  @Test
  void refusesAPrologueThatNobodySigned() {
    byte[] damaged = whole.clone();
    damaged[Prologue.LENGTH - 1] ^= 1;

    assertRefused(() -> open(damaged), AdvisoryError.DATABASE_SIGNATURE_WRONG);
  }

  @Test
  void refusesWhatIsNotSigned() {
    byte[] bare = whole.clone();
    Arrays.fill(bare, Prologue.LENGTH, Prologue.LENGTH + Seal.LENGTH, (byte) 0);

    assertRefused(() -> open(bare), AdvisoryError.DATABASE_UNSIGNED);
  }

  @Test
  void refusesDataFromTheFuture() {
    DatabaseTrust lastYear =
        DatabaseTrust.of(Build.TRUST.keys(), Instant.parse("2025-12-31T00:00:00Z"));

    assertThatThrownBy(() -> DatabaseFile.open(whole, "test.db", lastYear))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("holds data of 2026-01-02T00:00:00Z")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.DATABASE_DATED_LATER);
  }

  @Test
  void theSameDataHaveTheSameDigestWhoeverSignedThem() {
    Build.of(List.of(folder.resolve("feed")), folder.resolve("again.db"));
    SigningKey other = SigningKey.generate();
    BuildReport theirs =
        new DatabaseBuilder(BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), other, _ -> {})
            .build(BuildRequest.of(List.of(folder.resolve("feed")), folder.resolve("their.db")));

    try (DatabaseFile ours = open(whole)) {
      assertThat(theirs.info().digest()).isEqualTo(ours.info().digest());
    }
    assertThat(folder.resolve("again.db")).hasBinaryContent(whole);
  }

  @Test
  void refusesForeignFiles() {
    assertRefused(() -> open(new byte[0]), AdvisoryError.DATABASE_FOREIGN);
    assertRefused(
        () -> open("SQLite format 3\0 and so on".getBytes(StandardCharsets.UTF_8)),
        AdvisoryError.DATABASE_FOREIGN);
  }

  @Test
  void saysThatAFileIsNotThere() {
    assertRefused(
        () -> DatabaseFile.open(folder.resolve("none.db"), Build.TRUST),
        AdvisoryError.DATABASE_UNREADABLE);
  }

  private static DatabaseFile open(byte[] bytes) {
    return DatabaseFile.open(bytes, "test.db", Build.TRUST);
  }

  private static void assertRefused(ThrowingCallable action, AdvisoryError code) {
    assertThatThrownBy(action)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}

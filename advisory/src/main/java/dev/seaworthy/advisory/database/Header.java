package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.base.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What is read when a database is opened: what the snapshot says of itself, the lists that rows
/// refer to by number, and the roots of the trees with their hashes.
///
/// @param sources by the number that rows use
/// @param ecosystems by the number that the index of ids uses
/// @param touched those of the ecosystems of which only single packages are spoken of, so that
///   silence on another says nothing
/// @param trees in the order of their kinds
record Header(
    boolean isStarterSet,
    Instant dataDate,
    long advisoryCount,
    long flawCount,
    List<SnapshotInfo.FeedInfo> feeds,
    List<Source> sources,
    List<String> ecosystems,
    List<String> touched,
    List<TreeRoot> trees) {

  Header {
    feeds = List.copyOf(feeds);
    sources = List.copyOf(sources);
    ecosystems = List.copyOf(ecosystems);
    touched = List.copyOf(touched);
    trees = List.copyOf(trees);
  }

  /// Who says a statement, and on which terms.
  record Source(String name, String licence) {}

  /// Where a tree begins.
  ///
  /// @param kind one of [TreeKind]; readers pass over kinds that they don't know
  /// @param root the root node, of length 0 when the tree is empty
  record TreeRoot(int kind, NodeReference root, long entries) {}

  Source source(int number) {
    if (number < 0 || number >= sources.size()) {
      throw ByteReader.malformed();
    }
    return sources.get(number);
  }

  String ecosystem(int number) {
    if (number < 0 || number >= ecosystems.size()) {
      throw ByteReader.malformed();
    }
    return ecosystems.get(number);
  }

  TreeRoot tree(TreeKind kind) {
    for (TreeRoot tree : trees) {
      if (tree.kind() == kind.code()) {
        return tree;
      }
    }
    throw ByteReader.malformed();
  }

  SnapshotInfo info(Digest digest) {
    return new SnapshotInfo(digest, dataDate, isStarterSet, feeds, advisoryCount, flawCount);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(4096);
    out.octet(isStarterSet ? 1 : 0);
    out.int64(dataDate.getEpochSecond());
    out.number(advisoryCount);
    out.number(flawCount);
    out.number(feeds.size());
    for (SnapshotInfo.FeedInfo feed : feeds) {
      out.text(feed.name());
      out.int64(feed.dataDate().getEpochSecond());
      out.raw(HexFormat.of().parseHex(feed.fingerprint().hex()));
      out.number(feed.records());
      out.number(feed.damaged());
      out.text(feed.licence());
    }
    out.number(sources.size());
    for (Source source : sources) {
      out.text(source.name());
      out.text(source.licence());
    }
    out.number(ecosystems.size());
    ecosystems.forEach(out::text);
    out.number(trees.size());
    for (TreeRoot tree : trees) {
      out.octet(tree.kind());
      tree.root().write(out);
      out.number(tree.entries());
    }
    // Left out where there are none: readers of before know nothing of it.
    if (!touched.isEmpty()) {
      out.number(touched.size());
      touched.forEach(out::text);
    }
    return out.toBytes();
  }

  static Header read(ByteReader in) {
    boolean isStarterSet = in.octet() == 1;
    Instant dataDate = instant(in);
    long advisoryCount = in.number();
    long flawCount = in.number();
    List<SnapshotInfo.FeedInfo> feeds = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      feeds.add(
          new SnapshotInfo.FeedInfo(
              in.text(),
              instant(in),
              Sha256.read(in).toDigest(),
              in.number(),
              in.number(),
              in.text()));
    }
    List<Source> sources = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      sources.add(new Source(in.text(), in.text()));
    }
    List<String> ecosystems = StatementCodec.readTexts(in);
    List<TreeRoot> trees = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      trees.add(new TreeRoot(in.octet(), NodeReference.read(in), in.number()));
    }
    List<String> touched = in.hasMore() ? StatementCodec.readTexts(in) : List.of();
    return new Header(
        isStarterSet,
        dataDate,
        advisoryCount,
        flawCount,
        feeds,
        sources,
        ecosystems,
        touched,
        trees);
  }

  private static Instant instant(ByteReader in) {
    try {
      return Instant.ofEpochSecond(in.int64());
    } catch (DateTimeException e) {
      throw ByteReader.malformed();
    }
  }
}

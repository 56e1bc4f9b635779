package dev.seaworthy.image.walk;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.LayerFacts.PathFact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shows wanted files to the analysers and keeps what they tell, by the number of the file's node,
/// so that a later entry of the same path can take its place.
final class FactCollector {

  private static final int DETAIL_CHARS_MAX = 1_000;

  /// What the analysers told of one file.
  ///
  /// @param analysers those who saw it, one bit each
  /// @param byContent those who wanted it for its first bytes
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Told(long[] analysers, long[] byContent, List<NodeFact> facts, List<Gap> gaps) {

    static Told nothing(int words) {
      return new Told(new long[words], new long[words], new ArrayList<>(), new ArrayList<>());
    }

    /// Whether no analyser saw the file and nothing was told.
    boolean isNothing() {
      long any = 0;
      for (long word : analysers) {
        any |= word;
      }
      return any == 0 && facts.isEmpty() && gaps.isEmpty();
    }

    void add(Told more) {
      PathMatcher.add(analysers, more.analysers);
      facts.addAll(more.facts);
      gaps.addAll(more.gaps);
    }
  }

  /// @param analyser its number; those of taps follow those of analysers
  record NodeFact(int analyser, Fact fact) {}

  private final List<Analyser> analysers;
  private final List<ContentTap> taps;
  private final Limits limits;
  private final Map<Integer, Told> told = new HashMap<>();
  private volatile boolean isUnsettled;

  FactCollector(LayerContext context) {
    this.analysers = context.analysers();
    this.taps = context.taps();
    this.limits = context.limits();
  }

  /// Shows a file to those who want it.
  void analyse(FileRecord file, FileContent content, long[] wanted, Told found) {
    PathMatcher.add(found.analysers(), wanted);
    for (int i = 0; i < analysers.size(); i++) {
      if ((wanted[i >>> 6] & 1L << i) != 0) {
        analyse(i, file, content, found);
      }
    }
  }

  private void analyse(int index, FileRecord file, FileContent content, Told found) {
    Analyser analyser = analysers.get(index);
    Sink sink = new Sink(this, index, file.path(), found);
    try {
      analyser.analyse(file, content, sink);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failed(analyser.id(), sink, e);
    }
  }

  /// Makes a gap of what someone threw.
  static void failed(AnalyserId who, FactSink sink, Throwable e) {
    if (e instanceof IOException) {
      String message = e.getMessage();
      String reason = message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
      sink.gap(ImageError.FILE_UNREADABLE, "", who.name() + ": " + reason);
    } else if (e instanceof OutOfMemoryError) {
      // One large array didn't fit; what the analyser held is free again.
      sink.gap(ImageError.ANALYSER_FAULT, "", who + ": there is not enough memory for the file");
    } else {
      sink.gap(
          ImageError.ANALYSER_FAULT,
          "",
          "%s: %s: %s".formatted(who, e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  /// Where a tap tells of a file.
  FactSink sinkOfTap(int tap, String path, Told found) {
    return new Sink(this, analysers.size() + tap, path, found);
  }

  AnalyserId idOfTap(int tap) {
    return taps.get(tap).id();
  }

  /// What becomes of what one analyser says of one file.
  private record Sink(FactCollector all, int analyser, String path, Told found)
      implements FactSink {

    @Override
    public Limits limits() {
      return all.limits;
    }

    @Override
    public void unsettled() {
      all.isUnsettled = true;
    }

    @Override
    public void fact(Fact fact) {
      found.facts().add(new NodeFact(analyser, fact));
    }

    @Override
    public void gap(ErrorCode code, String nestedPath, String detail) {
      Location place = Location.ofPath(path + nestedPath);
      found.gaps().add(Gap.of(code, place, Text.shorten(detail, DETAIL_CHARS_MAX)));
    }
  }

  /// Whether another reading may tell more.
  boolean isUnsettled() {
    return isUnsettled;
  }

  /// What was told of a node so far.
  Told at(int node, int words) {
    return told.computeIfAbsent(node, _ -> Told.nothing(words));
  }

  /// Adds to what was told of a node; nothing takes no place.
  void add(int node, Told more) {
    if (more.isNothing()) {
      return;
    }
    at(node, more.analysers().length).add(more);
  }

  /// Forgets what was told of a node.
  void remove(int node) {
    told.remove(node);
  }

  /// Lets a hard link have what was told of the file it names, as far as the link's own path or the
  /// content is wanted; what taps told goes by content.
  ///
  /// @param wanted those who want the link's path
  /// @return those of them who didn't see the file
  long[] copy(int target, int link, String targetPath, String linkPath, long[] wanted) {
    long[] missing = wanted.clone();
    Told before = told.get(target);
    if (before == null) {
      return missing;
    }
    Told copy = Told.nothing(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      copy.byContent()[i] = before.byContent()[i];
      copy.analysers()[i] = (wanted[i] | before.byContent()[i]) & before.analysers()[i];
      missing[i] &= ~before.analysers()[i];
    }
    for (NodeFact fact : before.facts()) {
      int index = fact.analyser();
      if (index >= analysers.size() || (copy.analysers()[index >>> 6] & 1L << index) != 0) {
        copy.facts().add(fact);
      }
    }
    for (Gap gap : before.gaps()) {
      String nested = gap.location().path().substring(targetPath.length());
      copy.gaps().add(new Gap(gap.code(), Location.ofPath(linkPath + nested), gap.detail()));
    }
    told.put(link, copy);
    return missing;
  }

  /// All facts by path, then analyser, then as told; the gaps go to the list.
  List<PathFact> facts(LayerTable table, GapList gaps) {
    List<PathFact> facts = new ArrayList<>();
    for (Map.Entry<Integer, Told> entry : told.entrySet()) {
      entry.getValue().gaps().forEach(gaps::add);
      List<NodeFact> ofFile = entry.getValue().facts();
      if (!ofFile.isEmpty()) {
        String path = table.trie().path(entry.getKey());
        for (NodeFact fact : ofFile) {
          facts.add(new PathFact(path, id(fact.analyser()), fact.fact()));
        }
      }
    }
    // The sort is stable: facts of one analyser about one file stay as it told them.
    facts.sort((left, right) -> {
      int byPath = left.path().compareTo(right.path());
      return byPath != 0 ? byPath : left.analyser().compareTo(right.analyser());
    });
    return facts;
  }

  private AnalyserId id(int analyser) {
    int tap = analyser - analysers.size();
    return tap < 0 ? analysers.get(analyser).id() : idOfTap(tap);
  }
}

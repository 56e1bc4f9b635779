package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Short forms for tests of walks.
public final class Walks {

  public static final TextAnalyser TEXTS = TextAnalyser.wanting(new Interest.Suffix(".txt"));

  private Walks() {}

  public static ImageFacts walk(Image image) {
    return walk(image, Limits.defaults(), TEXTS);
  }

  public static ImageFacts walk(Image image, Limits limits, Analyser... analysers) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    WalkResources resources = WalkResources.of(2, temporary, 42);
    return new ImageWalk(List.of(analysers), limits, LayerFactsCache.NONE, resources)
        .walk(image, WalkListener.NONE);
  }

  /// The visible paths in order, each with its layer.
  public static List<String> paths(ImageFacts facts) {
    List<String> paths = new ArrayList<>();
    facts.tree().forEach((file, layer) -> paths.add(layer + ":" + file.path()));
    return paths;
  }

  /// The visible texts by path.
  public static Map<String, String> texts(ImageFacts facts) {
    Map<String, String> texts = new TreeMap<>();
    facts
        .visible()
        .forEach(fact -> texts.put(fact.path(), ((TextAnalyser.Text) fact.fact()).text()));
    return texts;
  }

  public static FileRecord file(ImageFacts facts, String path) {
    return facts.tree().find(path).orElseThrow(() -> new AssertionError(path + " isn't visible"));
  }

  public static List<String> gaps(ImageFacts facts) {
    return facts.gaps().stream()
        .map(gap -> gap.location().layer() + ":" + gap.location().path() + " " + gap.detail())
        .toList();
  }
}

package dev.seaworthy.inventory;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.inventory.InventoryFact.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers what an analyser told, for tests.
public final class RecordingSink implements FactSink {

  /// A gap as it was told.
  public record ToldGap(ErrorCode code, String nestedPath, String detail) {}

  private final Limits limits;
  private final List<InventoryFact> facts = new ArrayList<>();
  private final List<ToldGap> gaps = new ArrayList<>();

  public RecordingSink(Limits limits) {
    this.limits = limits;
  }

  /// What the analyser tells of one file; an `IOException` becomes a gap as in a walk.
  public static RecordingSink of(Analyser analyser, String path, byte[] content) {
    return of(analyser, path, content, Limits.defaults());
  }

  public static RecordingSink of(Analyser analyser, String path, byte[] content, Limits limits) {
    RecordingSink sink = new RecordingSink(limits);
    try {
      analyser.analyse(BytesContent.record(path, content), new BytesContent(content, limits), sink);
    } catch (IOException e) {
      sink.gap(ImageError.FILE_UNREADABLE, "", String.valueOf(e.getMessage()));
    }
    return sink;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public void fact(Fact fact) {
    facts.add((InventoryFact) fact);
  }

  @Override
  public void gap(ErrorCode code, String nestedPath, String detail) {
    gaps.add(new ToldGap(code, nestedPath, detail));
  }

  public List<InventoryFact> facts() {
    return List.copyOf(facts);
  }

  public List<ToldGap> gaps() {
    return List.copyOf(gaps);
  }

  public List<ErrorCode> gapCodes() {
    return gaps.stream().map(ToldGap::code).toList();
  }

  public List<Found> found() {
    List<Found> found = new ArrayList<>();
    for (InventoryFact fact : facts) {
      if (fact instanceof Found one) {
        found.add(one);
      }
    }
    return found;
  }

  public List<Component> components() {
    return found().stream().map(Found::component).toList();
  }

  /// `name version` of each component, in the order told.
  public List<String> releases() {
    return components().stream().map(c -> c.qualifiedName() + " " + c.version()).toList();
  }

  /// The only component of this qualified name.
  public Component component(String qualifiedName) {
    Optional<Component> component =
        components().stream().filter(c -> c.qualifiedName().equals(qualifiedName)).findFirst();
    return component.orElseThrow(
        () -> new AssertionError("no component " + qualifiedName + " among " + releases()));
  }
}

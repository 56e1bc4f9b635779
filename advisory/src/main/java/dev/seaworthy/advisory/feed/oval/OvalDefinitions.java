package dev.seaworthy.advisory.feed.oval;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.Ids;
import dev.seaworthy.advisory.feed.RecordSink;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the definitions of a document one after the other.
final class OvalDefinitions {

  private static final int TEXT_WEIGHT = 2;
  private static final int VECTOR_CHARS_MAX = 300;

  private final OvalTests tests;
  private final RecordSink sink;

  OvalDefinitions(OvalTests tests, RecordSink sink) {
    this.tests = tests;
    this.sink = sink;
  }

  /// @return whether to read on
  boolean element(XMLStreamReader reader) throws XMLStreamException, IOException {
    switch (reader.getLocalName()) {
      case "definition" -> definition(reader);
      case "tests" -> {
        // No definition stands behind.
        return false;
      }
      default -> {
        // What is around the definitions.
      }
    }
    return true;
  }

  private void definition(XMLStreamReader reader) throws XMLStreamException, IOException {
    String id = OvalTests.attribute(reader, "id");
    String reason = OvalOutline.reasonToLeaveOut(OvalTests.attribute(reader, "class"), id);
    OvalMetadata metadata = OvalMetadata.read(reader);
    if (reason.isEmpty()) {
      read(id, metadata, OvalPublisher.of(id).orElseThrow());
    } else {
      sink.leftOut(reason);
    }
  }

  private void read(String id, OvalMetadata metadata, OvalPublisher publisher) throws IOException {
    FeedRecord record;
    try {
      record = record(id, metadata, publisher);
    } catch (BadRecordException e) {
      sink.damaged(id, e.reason());
      return;
    }
    if (record.advisories().isEmpty()) {
      sink.leftOut("definitions that no package's version makes true");
    }
    sink.record(record);
    for (Flaw flaw : flaws(metadata, publisher)) {
      sink.record(new FeedRecord(flaw, 0, List.of(), record.modified()));
    }
  }

  /// The vectors of each flaw, where a bulletin speaks of several.
  private static List<Flaw> flaws(OvalMetadata metadata, OvalPublisher publisher) {
    List<Flaw> flaws = new ArrayList<>();
    if (metadata.cves().size() > 1) {
      metadata
          .cves()
          .forEach((cve, vectors) -> {
            List<Severity> severities = vectors(vectors, publisher);
            if (Ids.isId(cve) && !severities.isEmpty()) {
              flaws.add(new Flaw(new AdvisoryId(cve), "", "", severities, List.of()));
            }
          });
    }
    return flaws;
  }

  private static List<Severity> vectors(Map<String, String> vectors, OvalPublisher publisher) {
    return vectors.entrySet().stream()
        .filter(each -> each.getValue().length() <= VECTOR_CHARS_MAX)
        .map(each -> new Severity(each.getKey(), each.getValue(), publisher.rater()))
        .toList();
  }

  /// What one statement is kept under.
  private record Key(String ecosystem, String name, AffectedRange range, String module)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  private FeedRecord record(String definition, OvalMetadata metadata, OvalPublisher publisher)
      throws BadRecordException {
    List<AdvisoryId> cves =
        metadata.cves().keySet().stream().filter(Ids::isId).map(AdvisoryId::new).toList();
    String own = metadata.advisory();
    if (!Ids.isId(own) && cves.isEmpty()) {
      throw new BadRecordException("it names neither an advisory nor a CVE");
    }
    AdvisoryId id = Ids.isId(own) ? new AdvisoryId(own) : cves.getFirst();
    List<AdvisoryId> upstream = cves.stream().filter(cve -> !cve.equals(id)).toList();
    Instant modified = metadata.modified();
    List<Severity> severities = severities(metadata, publisher);
    Map<Key, Set<String>> packages = packages(metadata, publisher);
    List<Advisory> advisories = new ArrayList<>();
    for (Map.Entry<Key, Set<String>> each : packages.entrySet()) {
      Key key = each.getKey();
      Statement statement = statement(definition, metadata, key.name);
      advisories.add(
          new Advisory(
              id,
              List.of(),
              upstream,
              publisher.source(),
              key.ecosystem,
              Fields.name(key.name, "package name"),
              statement == Statement.NOT_AFFECTED ? List.of() : List.of(key.range),
              List.of(),
              statement,
              severities,
              Fields.dateText(modified),
              "",
              publisher.licence(),
              new Scope(
                  key.module.isEmpty() && publisher.isAwareOfModules()
                      ? Scope.NO_MODULE
                      : key.module,
                  List.copyOf(each.getValue()),
                  ""),
              ""));
    }
    Flaw flaw =
        new Flaw(
            cves.size() == 1 ? cves.getFirst() : id,
            Fields.summary("", metadata.description()),
            "",
            cves.size() <= 1 ? severities : List.of(),
            metadata.references());
    return new FeedRecord(flaw, TEXT_WEIGHT, advisories, modified);
  }

  /// Red Hat's definitions of what isn't fixed say why in `resolution`, by component; a definition
  /// of what is unaffected says it by its id alone, and is written so that it never holds.
  private static Statement statement(String definition, OvalMetadata metadata, String name) {
    if (definition.contains(".unaffected:")) {
      return Statement.NOT_AFFECTED;
    }
    Set<Statement> all = EnumSet.noneOf(Statement.class);
    for (Map.Entry<String, String> resolution : metadata.resolutions().entrySet()) {
      Statement statement = statement(resolution.getValue());
      String component = resolution.getKey();
      // `nodejs:16/nodejs` where it is of a module.
      if (component.substring(component.lastIndexOf('/') + 1).equals(name)) {
        return statement;
      }
      all.add(statement);
    }
    // Components are source packages, tests name binary ones: where the words differ, the plainest.
    return all.size() == 1 ? all.iterator().next() : Statement.RANGES;
  }

  private static Statement statement(String state) {
    return switch (state) {
      case "Will not fix", "Out of support scope" -> Statement.WILL_NOT_FIX;
      case "Fix deferred" -> Statement.DEFERRED;
      case "Under investigation" -> Statement.UNDETERMINED;
      case "Not affected" -> Statement.NOT_AFFECTED;
      default -> Statement.RANGES;
    };
  }

  private static List<Severity> severities(OvalMetadata metadata, OvalPublisher publisher) {
    List<Severity> severities = new ArrayList<>();
    if (!metadata.severity().isEmpty()) {
      severities.add(new Severity("WORD", metadata.severity(), publisher.rater()));
    }
    if (metadata.cves().size() == 1) {
      metadata.cves().values().forEach(found -> severities.addAll(vectors(found, publisher)));
    }
    severities.sort(null);
    return severities;
  }

  private Map<Key, Set<String>> packages(OvalMetadata metadata, OvalPublisher publisher) {
    String platform =
        metadata.platforms().stream()
            .map(publisher::ecosystemOf)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    Map<Key, Set<String>> packages = new TreeMap<>();
    metadata
        .criteria()
        .visit(
            tests,
            publisher,
            OvalCriteria.Context.NONE,
            sink::leftOut,
            (context, test, floor) -> {
              String ecosystem = context.ecosystem().isEmpty() ? platform : context.ecosystem();
              Optional<AffectedRange> range = range(test, floor);
              if (ecosystem.isEmpty()) {
                sink.leftOut("tests of packages of a platform that isn't told");
                return;
              }
              if (range.isEmpty()) {
                sink.leftOut(
                    test.packageName().startsWith("kernel") && test.operation().equals("equals")
                        ? "tests for which running kernel a live patch is missing"
                        : "tests of versions that can't be put into ranges");
                return;
              }
              Set<String> architectures =
                  packages.computeIfAbsent(
                      new Key(ecosystem, test.packageName(), range.get(), context.module()),
                      _ -> new TreeSet<>());
              architectures.addAll(
                  context.architecture().isEmpty()
                      ? test.architectures()
                      : List.of(context.architecture()));
            });
    return packages;
  }

  private static Optional<AffectedRange> range(
      OvalTests.VersionTest test, OvalTests.VersionTest floor) {
    String from = floor.operation().equals("greater than") ? floor.version() : AffectedRange.FIRST;
    return switch (test.operation()) {
      case "less than" -> {
        // Debian's way to write that nothing is fixed.
        boolean isNever = test.version().equals("0:0") || test.version().equals("0");
        yield isNever
            ? Optional.of(AffectedRange.all())
            : Optional.of(new AffectedRange(from, test.version(), ""));
      }
      case "less than or equal" -> Optional.of(new AffectedRange(from, "", test.version()));
      case "installed" -> Optional.of(AffectedRange.all());
      default -> Optional.empty();
    };
  }
}

package dev.seaworthy.verdict;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The file that names who may do what with deviations:
///
/// ```yaml
/// people:
///   - name: alice
///     key: alice.pub        # a public key in PEM, beside this file
///     may: [request, endorse]
/// ```
public final class PeopleFile {

  private static final Set<String> MEMBERS = Set.of("name", "key", "may");

  private PeopleFile() {}

  /// @param file whose folder the keys lie in
  /// @throws SeaworthyException [VerdictError#BAD_PEOPLE] naming file, line and column
  public static People read(byte[] bytes, Path file, Limits limits) {
    DocumentPart root =
        PlacedDocument.read(bytes, file.toString(), VerdictError.BAD_PEOPLE, limits)
            .root()
            .only(Set.of("people"));
    List<People.Person> people = new ArrayList<>();
    for (DocumentPart part : root.parts("people")) {
      part.only(MEMBERS);
      Set<Duty> duties = EnumSet.noneOf(Duty.class);
      for (String word : part.texts("may")) {
        duties.add(part.oneOf("may", word, Duty.values(), Duty::word));
      }
      try {
        people.add(
            new People.Person(
                part.text("name"),
                KeyFolder.publicKey(file.resolveSibling(part.text("key"))),
                duties));
      } catch (InvalidPathException e) {
        throw part.bad("key", "is no name of a file: " + e.getReason());
      } catch (SeaworthyException e) {
        throw e.code() == VerdictError.BAD_PEOPLE
            ? e
            : part.bad("key", "can't be used: " + e.getMessage());
      }
    }
    try {
      return new People(people);
    } catch (IllegalArgumentException e) {
      throw root.bad("people", "can't be so: " + e.getMessage());
    }
  }
}

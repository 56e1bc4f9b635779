package dev.seaworthy.verdict;

import dev.seaworthy.signing.VerificationKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who may do what with deviations, and by which key their signature is known.
///
/// @param people in no order that matters
public record People(List<Person> people) {

  /// Nobody.
  public static final People NONE = new People(List.of());

  /// @throws IllegalArgumentException when two have one name or one key: then nobody could tell
  ///   that two persons were at work
  public People {
    people = List.copyOf(people);
    Set<String> names = new HashSet<>();
    Set<VerificationKey> keys = new HashSet<>();
    for (Person person : people) {
      if (!names.add(person.name())) {
        throw new IllegalArgumentException(person.name() + " is there twice");
      }
      if (!keys.add(person.key())) {
        throw new IllegalArgumentException(
            person.name() + " has the key of somebody else: " + person.key());
      }
    }
  }

  /// One person.
  ///
  /// @param name by which steps name the person
  public record Person(String name, VerificationKey key, Set<Duty> duties) {
    public Person {
      duties = Set.copyOf(duties);
    }
  }

  /// The person of this name.
  public Optional<Person> named(String name) {
    return people.stream().filter(person -> person.name().equals(name)).findFirst();
  }

  /// Every key.
  public List<VerificationKey> keys() {
    return people.stream().map(Person::key).toList();
  }
}

package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.verdict.document.DocumentPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which images a policy is for.
///
/// @param repositories one of which must fit the image's repository; empty for every repository
/// @param labels all of which must fit the image's labels, by the label's name
public record Scope(List<Glob> repositories, Map<String, Glob> labels) {

  /// Every image.
  public static final Scope ALL = new Scope(List.of(), Map.of());

  public Scope {
    repositories = List.copyOf(repositories);
    labels = Map.copyOf(labels);
  }

  static Scope read(DocumentPart part) {
    part.only(Set.of("repositories", "labels"));
    Map<String, Glob> labels = new TreeMap<>();
    if (part.has("labels")) {
      part.textsByName("labels").forEach((name, glob) -> labels.put(name, new Glob(glob)));
    }
    if (part.has("labels") && labels.isEmpty()) {
      throw part.bad("labels", "must name at least one, or be left out");
    }
    Scope scope = new Scope(Globs.read(part, "repositories"), labels);
    if (scope.equals(ALL)) {
      throw part.bad("repositories", "or labels must name something in a scope");
    }
    return scope;
  }

  /// Why an image is out of it; empty when it is in it.
  ///
  /// @param repository with its registry, or empty when the image is in none
  public String misfit(String repository, Map<String, String> has) {
    if (!repositories.isEmpty() && !Globs.fit(repositories, repository)) {
      return repository.isEmpty()
          ? "the image is in no repository"
          : "its repository is " + repository;
    }
    for (Map.Entry<String, Glob> label : new TreeMap<>(labels).entrySet()) {
      String value = has.get(label.getKey());
      if (value == null) {
        return "it has no label " + label.getKey();
      }
      if (!label.getValue().fits(value)) {
        return "its label %s is %s".formatted(label.getKey(), value);
      }
    }
    return "";
  }

  JsonObject toJson() {
    JsonBuilder json = new JsonBuilder();
    if (!repositories.isEmpty()) {
      json.putStrings("repositories", Globs.texts(repositories));
    }
    if (!labels.isEmpty()) {
      JsonBuilder named = new JsonBuilder();
      new TreeMap<>(labels).forEach((name, glob) -> named.put(name, glob.text()));
      json.put("labels", named.build());
    }
    return json.build();
  }
}

package dev.seaworthy.scan.signature;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.layout.OciLayouts;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.registry.RegistryClient;
import dev.seaworthy.image.registry.RemoteImages;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.inspection.bases.BaseImageSignatures;
import dev.seaworthy.verdict.policy.SignatureFact;
import dev.seaworthy.verdict.policy.SignatureSearch;
import dev.seaworthy.verdict.policy.SignatureWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Looks for signatures of a base image in layouts that were given, else in its own repository: on
/// its manifest, and on the index that its name stands for if that index has the manifest.
///
/// @param look judges what is found
/// @param layouts where signatures of base images lie; empty to ask their registries
/// @param open how registries are got at
/// @param registries that may be asked: those that the caller named. Whoever builds an image writes
///   its labels as they like, and sends nobody anywhere by them
public record FoundBaseSignatures(
    ImageSignatures look, List<Path> layouts, OpenOptions open, Set<String> registries)
    implements BaseImageSignatures {

  public FoundBaseSignatures {
    layouts = List.copyOf(layouts);
    registries = Set.copyOf(registries);
  }

  @Override
  public Signers of(BaseImage base) {
    Digest digest = base.digest().orElse(null);
    if (digest == null) {
      return new Signers(Set.of(), "", "its digest is not known, by which it would be signed");
    }
    List<SignatureSearch> searches = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (layouts.isEmpty()) {
      inRegistry(base.name(), digest, searches, problems);
    }
    for (Path layout : layouts) {
      guarded(
          layout.toString(),
          problems,
          () ->
              searches.add(
                  look.look(
                      OciLayouts.attachments(layout, digest, open.limits()), layout.toString())));
    }
    Set<String> names = new TreeSet<>();
    List<SignatureFact> facts = new ArrayList<>();
    for (SignatureSearch search : searches) {
      search.valid().forEach(fact -> names.add(fact.signer()));
      facts.addAll(search.facts());
      problems.addAll(search.problems());
    }
    List<String> places = searches.stream().flatMap(search -> search.places().stream()).toList();
    SignatureSearch all = new SignatureSearch(true, look.trusted(), places, facts, List.of());
    return new Signers(
        names, "signatures: " + SignatureWords.missing(all), String.join("; ", problems));
  }

  private void inRegistry(
      String name, Digest digest, List<SignatureSearch> searches, List<String> problems) {
    Optional<ImageReference> repository = reference(name);
    if (repository.isEmpty()) {
      problems.add(
          "nothing says in which repository it lies (give it as --base HOST/REPOSITORY, or its"
              + " signatures with --base-signatures)");
      return;
    }
    ImageReference named = repository.get();
    if (!registries.contains(named.registry())) {
      problems.add(
          "a label alone names its registry %s, which is not asked (give the base with --base)"
              .formatted(Text.visible(named.registry())));
      return;
    }
    guarded(
        named.toString(),
        problems,
        () -> {
          try (RegistryClient client = new RegistryClient(open.registry(), open.limits())) {
            searches.add(
                look.look(
                    RemoteImages.attachments(
                        client,
                        named,
                        digest,
                        open.registry().traffic().connectionsMax(),
                        open.limits()),
                    named.registry() + "/" + named.repository()));
          }
        });
    if (named.tag() != null && searches.stream().allMatch(search -> search.valid().isEmpty())) {
      guarded(named.toString(), problems, () -> byName(named, digest).ifPresent(searches::add));
    }
  }

  /// Images of several platforms are signed by their index.
  private Optional<SignatureSearch> byName(ImageReference named, Digest digest) {
    ImageReference tagged =
        new ImageReference(named.registry(), named.repository(), named.tag(), null);
    ImageSource source = new ImageSource.Remote(tagged.toString(), tagged);
    try (Image image = ImageSources.open(source, open)) {
      boolean isSame =
          image.manifestDigest().filter(digest::equals).isPresent()
              && image.indexDigest().isPresent();
      return isSame ? Optional.of(look.look(image.attachments(), source.text())) : Optional.empty();
    }
  }

  private static Optional<ImageReference> reference(String name) {
    try {
      return name.contains("/") ? Optional.of(ImageReference.parse(name)) : Optional.empty();
    } catch (SeaworthyException e) {
      return Optional.empty();
    }
  }

  /// A base that can't be reached is a finding, and ends no scan.
  private static void guarded(String what, List<String> problems, Runnable step) {
    try {
      step.run();
    } catch (SeaworthyException e) {
      problems.add(
          "%s: %s: %s"
              .formatted(
                  Text.visible(what),
                  e.code().id(),
                  Text.visible(Text.shorten(String.valueOf(e.getMessage()), 200))));
    }
  }
}

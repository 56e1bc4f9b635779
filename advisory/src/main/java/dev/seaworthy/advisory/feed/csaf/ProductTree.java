package dev.seaworthy.advisory.feed.csaf;

import dev.seaworthy.advisory.RedHatStreams;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The products of a document (CSAF 2.0 §3.2.2): platforms by CPE, packages by purl, and which
/// package is a component of which platform.
final class ProductTree {

  private final Map<String, JsonObject> identifications = new HashMap<>();
  private final Map<String, Relation> relations = new HashMap<>();

  private record Relation(String component, String platform) {}

  ProductTree(JsonObject tree) {
    Deque<JsonObject> open = new ArrayDeque<>(tree.objects("branches"));
    for (JsonObject branch = open.poll(); branch != null; branch = open.poll()) {
      JsonObject product = branch.object("product");
      if (!product.text("product_id").isEmpty()) {
        identifications.put(
            product.text("product_id"), product.object("product_identification_helper"));
      }
      open.addAll(branch.objects("branches"));
    }
    for (JsonObject relationship : tree.objects("relationships")) {
      relations.put(
          relationship.object("full_product_name").text("product_id"),
          new Relation(
              relationship.text("product_reference"),
              relationship.text("relates_to_product_reference")));
    }
  }

  /// A package in a stream of a product.
  ///
  /// @param ecosystem as [RedHatStreams] has it
  record Packaged(String ecosystem, RpmName rpm) {}

  /// What a product id means; empty when it is no package of the rpm kind, with the reason told.
  Optional<Packaged> packaged(String productId, Consumer<String> leftOut) {
    Relation relation = relations.get(productId);
    if (relation == null) {
      leftOut.accept("a product as a whole");
      return Optional.empty();
    }
    String ecosystem = RedHatStreams.ofCpe(identification(relation.platform).text("cpe"));
    if (ecosystem.isEmpty()) {
      leftOut.accept("a package in a product without a CPE name of Red Hat's");
      return Optional.empty();
    }
    String purl = identification(relation.component).text("purl");
    Optional<RpmName> rpm = RpmName.ofPurl(purl);
    if (purl.isEmpty() && ecosystem.startsWith("Red Hat:enterprise_linux:")) {
      rpm = Optional.of(RpmName.ofComponent(relation.component));
    }
    if (rpm.isEmpty()) {
      int type = purl.indexOf('/');
      leftOut.accept(
          "in layered products, what is no rpm package: "
              + (type < 0 ? "named by a word alone" : purl.substring(0, type)));
    }
    return rpm.map(name -> new Packaged(ecosystem, name));
  }

  private JsonObject identification(String productId) {
    JsonObject known = identifications.get(productId);
    return known == null ? JsonValue.EMPTY_OBJECT : known;
  }
}

package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inventory.InventoryError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A CycloneDX XML document in the form of CycloneDX JSON, as far as that is read.
final class XmlParts implements Parts {

  private final XmlElements elements;
  private final String what;
  private JsonObject metadata = JsonValue.EMPTY_OBJECT;

  XmlParts(byte[] bytes, String what, Limits limits) {
    this.elements = new XmlElements(bytes, what, limits);
    this.what = what;
    elements.each("", "metadata", element -> metadata = metadata(element));
  }

  /// The version by the root's namespace, such as `1.6`.
  String version() {
    XmlElements.Root root = elements.root();
    String prefix = "http://cyclonedx.org/schema/bom/";
    if (!root.name().equals("bom") || !root.namespace().startsWith(prefix)) {
      throw new SeaworthyException(
          InventoryError.NOT_AN_SBOM,
          "%s is XML with the root element <%s> of %s, which is no CycloneDX bill of materials"
              .formatted(
                  what,
                  dev.seaworthy.base.Text.shorten(root.name(), 80),
                  root.namespace().isEmpty()
                      ? "no namespace"
                      : "the namespace " + dev.seaworthy.base.Text.shorten(root.namespace(), 120)));
    }
    return root.namespace().substring(prefix.length());
  }

  @Override
  public JsonObject object(String name) {
    return name.equals("metadata") ? metadata : JsonValue.EMPTY_OBJECT;
  }

  @Override
  public String text(String name) {
    return "";
  }

  @Override
  public List<String> texts(String name) {
    return List.of();
  }

  @Override
  public void each(String name, Consumer<JsonObject> visitor) {
    switch (name) {
      case "components" ->
          elements.each("components", "component", element -> visitor.accept(component(element)));
      case "services" ->
          elements.each(
              "services",
              "service",
              element ->
                  visitor.accept(
                      new JsonBuilder().put("bom-ref", element.attribute("bom-ref")).build()));
      case "dependencies" ->
          elements.each(
              "dependencies", "dependency", element -> visitor.accept(dependency(element)));
      default -> {
        // Nothing else is read.
      }
    }
  }

  private static JsonObject metadata(XmlElement element) {
    JsonBuilder metadata = new JsonBuilder().put("timestamp", element.textOf("timestamp"));
    XmlElement tools = element.child("tools");
    List<JsonObject> named = new ArrayList<>();
    List<XmlElement> all = new ArrayList<>(tools.children("tool"));
    all.addAll(tools.child("components").children("component"));
    for (XmlElement tool : all) {
      named.add(
          new JsonBuilder()
              .put("name", tool.textOf("name"))
              .put("version", tool.textOf("version"))
              .build());
    }
    metadata.putArray("tools", named);
    metadata.putArray("properties", properties(element));
    for (XmlElement component : element.children("component")) {
      metadata.put("component", component(component));
    }
    return metadata.build();
  }

  private static JsonObject component(XmlElement element) {
    JsonBuilder component =
        new JsonBuilder()
            .put("type", element.attribute("type"))
            .put("bom-ref", element.attribute("bom-ref"));
    for (String name :
        List.of("publisher", "group", "name", "version", "description", "scope", "purl")) {
      component.putUnlessEmpty(name, element.textOf(name));
    }
    List<JsonObject> hashes = new ArrayList<>();
    for (XmlElement hash : element.child("hashes").children("hash")) {
      hashes.add(
          new JsonBuilder().put("alg", hash.attribute("alg")).put("content", hash.text()).build());
    }
    List<JsonObject> licences = new ArrayList<>();
    for (XmlElement licence : element.child("licenses").children("license")) {
      JsonObject named =
          new JsonBuilder()
              .putUnlessEmpty("id", licence.textOf("id"))
              .putUnlessEmpty("name", licence.textOf("name"))
              .build();
      licences.add(new JsonBuilder().put("license", named).build());
    }
    for (XmlElement expression : element.child("licenses").children("expression")) {
      licences.add(new JsonBuilder().put("expression", expression.text()).build());
    }
    List<JsonObject> occurrences = new ArrayList<>();
    for (XmlElement occurrence :
        element.child("evidence").child("occurrences").children("occurrence")) {
      occurrences.add(
          new JsonBuilder()
              .put("location", occurrence.textOf("location"))
              .put("additionalContext", occurrence.textOf("additionalContext"))
              .build());
    }
    List<JsonObject> nested = new ArrayList<>();
    for (XmlElement held : element.child("components").children("component")) {
      nested.add(component(held));
    }
    return component
        .putArray("hashes", hashes)
        .putArray("licenses", licences)
        .put("evidence", new JsonBuilder().putArray("occurrences", occurrences).build())
        .putArray("properties", properties(element))
        .putArray("components", nested)
        .build();
  }

  private static List<JsonObject> properties(XmlElement element) {
    List<JsonObject> properties = new ArrayList<>();
    for (XmlElement property : element.child("properties").children("property")) {
      properties.add(
          new JsonBuilder()
              .put("name", property.attribute("name"))
              .put("value", property.text())
              .build());
    }
    return properties;
  }

  private static JsonObject dependency(XmlElement element) {
    List<String> needed = new ArrayList<>();
    for (XmlElement dependency : element.children("dependency")) {
      needed.add(dependency.attribute("ref"));
    }
    return new JsonBuilder()
        .put("ref", element.attribute("ref"))
        .putStrings("dependsOn", needed)
        .build();
  }
}

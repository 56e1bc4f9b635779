package dev.seaworthy.inventory.sbomin;

import java.util.List;
import java.util.Map;

/// An element of a small XML document, or of a part of a large one.
///
/// @param name without its prefix
/// @param text its own, without that of its children
record XmlElement(
    String name, Map<String, String> attributes, String text, List<XmlElement> children) {

  private static final XmlElement ABSENT = new XmlElement("", Map.of(), "", List.of());

  XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /// The attribute's value, or an empty one.
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /// The first child of that name, or one with nothing in it.
  XmlElement child(String childName) {
    for (XmlElement child : children) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    return ABSENT;
  }

  /// The children of that name.
  List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  /// The text of the first child of that name.
  String textOf(String childName) {
    return child(childName).text().strip();
  }
}

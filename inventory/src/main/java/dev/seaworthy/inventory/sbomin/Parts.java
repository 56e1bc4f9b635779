package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/// A document by its top-level parts, so that a large one is never in memory as a whole. Whatever
/// its encoding, the parts have the form of the format's JSON.
interface Parts {

  /// A member that is an object; an empty one when it is absent or something else.
  JsonObject object(String name);

  /// A member that is a text; empty when it is absent or something else.
  String text(String name);

  /// The texts of a member that is a short array; none when it is absent or something else.
  List<String> texts(String name);

  /// Visits the items of a member that is an array of objects, in their order.
  void each(String name, Consumer<JsonObject> visitor);
}

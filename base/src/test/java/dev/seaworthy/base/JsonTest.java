package dev.seaworthy.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private final JsonReader reader = new JsonReader(Limits.defaults());

  private JsonValue read(String text) {
    return reader.read(text.getBytes(StandardCharsets.UTF_8), "test.json");
  }

  private static String canonical(JsonValue value) {
    return new String(JsonWriter.canonical(value), StandardCharsets.UTF_8);
  }

  /// RFC 8785 §3.2.3: the RFC's own sorting example.
  @Test
  void sortsMembersByUtf16CodeUnitsInTheCanonicalForm() {
    JsonValue value =
        read(
            """
            {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
             "\\u00f6": "Latin Small Letter O With Diaeresis"}
            """);

    assertThat(canonical(value))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  /// RFC 8785 §3.2.2.2: the string example.
  @Test
  void escapesOnlyWhatMustBeEscaped() {
    JsonValue value = read("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"");

    assertThat(canonical(value)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  }

  @Test
  void writesNumbersTheSameHoweverTheyWereGiven() {
    assertThat(canonical(read("[1.50, 100, 1e2, -0.001, 0, 4.50, 0e2147483647]")))
        .isEqualTo("[1.5,100,100,-0.001,0,4.5,0]");
  }

  /// The exponents are the least and the greatest that `BigDecimal` has: computing with them goes
  /// over, and written out they would fill the memory.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345678901234567890",
        "1e17",
        "1e-16",
        "1e2147483647",
        "10e2147483647",
        "10000e2147483647",
        "1e-2147483647",
        "0.1e-2147483646"
      })
  void hasNoCanonicalFormForNumbersThatADoubleCannotHold(String number) {
    assertThatThrownBy(() -> canonical(read(number))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> JsonWriter.canonical(read("[" + number + "]"), "a list", BaseError.BAD_JSON))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageStartingWith("a list has a number that would not stay the same: ")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(BaseError.BAD_JSON);
  }

  @Test
  void keepsTheOrderOfTheDocumentWhenIndented() {
    assertThat(JsonWriter.indented(read("{\"b\":[1,{}],\"a\":{\"c\":null}}")))
        .isEqualTo(
            """
            {
              "b": [
                1,
                {}
              ],
              "a": {
                "c": null
              }
            }
            """);
  }

  @Test
  void saysLineAndColumnOfWhatIsWrong() {
    assertThatThrownBy(() -> read("{\n  \"a\": tru\n}"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageStartingWith("test.json: line 2, column ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"x\":{\"a\":1,\"a\":2}}",
        "[1] [2]",
        "[1]x",
        "// comment\n1",
        "{'a':1}",
        "[NaN]",
        "[01]",
        "\"a\nb\"",
        "[\"\\x\"]"
      })
  void refusesWhatIsNotStrictJson(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(BaseError.BAD_JSON));
  }

  @Test
  void stopsAtTheDepthLimitInsteadOfOverflowingTheStack() {
    assertThatThrownBy(() -> read("[".repeat(1_000_000)))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(BaseError.JSON_LIMIT));
  }

  @Test
  void stopsAtTheStringLimit() {
    JsonReader strict = new JsonReader(Limits.defaults().with(Limit.JSON_STRING_BYTES, 1_000));
    byte[] document = ("[\"" + "x".repeat(100_000) + "\"]").getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> strict.read(document, "long.json"))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(BaseError.JSON_LIMIT));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin1 = "[\"\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> reader.read(latin1, "latin1.json"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessage("latin1.json: the text is not UTF-8");
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(canonical(read("\uFEFF[1]"))).isEqualTo("[1]");
  }

  @Test
  void givesMembersByTypeAndTreatsNullAsAbsent() {
    JsonObject object =
        reader.readObject(
            "{\"s\":\"x\",\"n\":7,\"half\":0.5,\"nil\":null,\"list\":[\"a\",1,{\"k\":true}]}"
                .getBytes(StandardCharsets.UTF_8),
            "test.json");

    assertThat(object.string("s")).contains("x");
    assertThat(object.string("n")).isEmpty();
    assertThat(object.integer("n")).contains(7L);
    assertThat(object.integer("half")).isEmpty();
    assertThat(object.get("nil")).isEmpty();
    assertThat(object.strings("list")).containsExactly("a");
    assertThat(object.objects("list")).hasSize(1).first().matches(o -> o.isTrue("k"));
    assertThat(object.array("absent")).isEmpty();
  }
}

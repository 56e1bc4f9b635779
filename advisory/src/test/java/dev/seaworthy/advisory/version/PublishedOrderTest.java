package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.version.PublishedOrder.Judgement;
import dev.seaworthy.testkit.Gates;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedOrderTest {

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void ordersAsTheEcosystemsDocumentsDo(VersionScheme scheme) throws Exception {
    Gates.always(
        "version order: published",
        () -> {
          List<Judgement> published = judgements(scheme);
          assertThat(published)
              .allSatisfy(pair ->
                  assertThat(Orders.of(scheme, pair.left(), pair.right())).isEqualTo(pair.order()));
          return published.size();
        });
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void saysWhyItRefusesWhatTheEcosystemRefuses(VersionScheme scheme) {
    for (String text : PublishedOrder.of(scheme).refused()) {
      ParsedVersion refused = scheme.parse(text);

      assertThat(refused.isOrdered()).as(text).isFalse();
      assertThat(refused.order(scheme.parse(text + "~~~")))
          .as(text)
          .isInstanceOfSatisfying(
              VersionOrder.Incomparable.class,
              why -> assertThat(why.reason()).contains(text, scheme.id()));
    }
  }

  private static List<Judgement> judgements(VersionScheme scheme) {
    return PublishedOrder.of(scheme).chains().stream()
        .flatMap(PublishedOrder.Chain::judgements)
        .toList();
  }
}

package dev.seaworthy.inventory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInCatalogersTest {

  @Test
  void haveNamesThatAreTheirsAlone() {
    List<String> names = BuiltInCatalogers.all().stream().map(c -> c.id().name()).toList();

    assertThat(names).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void wantSomethingEach() {
    for (Cataloger cataloger : BuiltInCatalogers.all()) {
      assertThat(cataloger.interest().patterns()).as(cataloger.id().name()).isNotEmpty();
    }
  }
}

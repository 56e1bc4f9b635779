package dev.seaworthy.inventory.lua;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class LuaCatalogersTest {

  @Nested
  class Rockspec extends LockFileContract {

    private static final String PATH =
        "/usr/local/lib/luarocks/rocks-5.3/lpeg/1.0.2-1/lpeg-1.0.2-1.rockspec";
    private static final String TEXT =
        """
        package = "LPeg"
        version = "1.0.2-1"
        source = { url = "http://www.inf.puc-rio.br/~roberto/lpeg/lpeg-1.0.2.tar.gz" }
        description = {
           summary = "Parsing Expression Grammars For Lua",
           license = "MIT/X11"
        }
        """;

    @Override
    protected Cataloger cataloger() {
      return LuaCatalogers.rocks();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("LPeg 1.0.2-1");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/lpeg.lua");
    }
  }
}

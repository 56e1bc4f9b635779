package dev.seaworthy.inventory.dotnet;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class DotnetCatalogersTest {

  @Nested
  class DotnetDependencies extends LockFileContract {

    private static final String PATH = "/app/Shop.deps.json";
    private static final String TEXT =
        """
        {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0"},
         "targets": {".NETCoreApp,Version=v8.0": {"Shop/1.0.0": {"dependencies": {"Newtonsoft.Json": "13.0.1"}},
           "Newtonsoft.Json/13.0.1": {}}},
         "libraries": {"Shop/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
           "Newtonsoft.Json/13.0.1": {"type": "package", "serviceable": true, "sha512": "sha512-ppPFpBcvxdsfUonNcvITKqLl3bqxWbDCZIzDWHzjpdAHRFfZe0Dw9HmA0+za13IdyrgJwpkDTDA9fHaxOrt20A=="},
           "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack", "sha512": ""}}}
        """;

    @Override
    protected Cataloger cataloger() {
      return DotnetCatalogers.dependencies();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("Newtonsoft.Json 13.0.1", "Microsoft.NETCore.App.Runtime.linux-x64 8.0.1");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"libraries\": ");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/package.json");
    }
  }

  @Nested
  class NugetLock extends LockFileContract {

    private static final String PATH = "/app/packages.lock.json";
    private static final String TEXT =
        """
        {"version": 1, "dependencies": {"net8.0": {
          "Serilog": {"type": "Direct", "requested": "[3.0.1, )", "resolved": "3.0.1", "contentHash": "x"},
          "System.Memory": {"type": "Transitive", "resolved": "4.5.5"},
          "shop.core": {"type": "Project"}}}}
        """;

    @Override
    protected Cataloger cataloger() {
      return DotnetCatalogers.lockFile();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("Serilog 3.0.1", "System.Memory 4.5.5");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"version\": 1,");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/package-lock.json");
    }
  }
}

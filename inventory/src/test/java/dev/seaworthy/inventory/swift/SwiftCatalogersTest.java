package dev.seaworthy.inventory.swift;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class SwiftCatalogersTest {

  @Nested
  class PackageResolved extends LockFileContract {

    private static final String PATH = "/app/Package.resolved";
    private static final String TEXT =
        """
        {"pins": [
         {"identity": "swift-nio", "kind": "remoteSourceControl", "location": "https://github.com/apple/swift-nio.git",
          "state": {"revision": "6213ba7a06febe8fef60563a4a7d26a4085783cf", "version": "2.54.0"}},
         {"identity": "branchy", "kind": "remoteSourceControl", "location": "https://github.com/a/branchy",
          "state": {"branch": "main", "revision": "6213ba7a06febe8fef60563a4a7d26a4085783cf"}}
        ], "version": 2}
        """;

    @Override
    protected Cataloger cataloger() {
      return SwiftCatalogers.resolved();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("github.com/apple/swift-nio 2.54.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"pins\": [");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/Package.swift");
    }
  }

  @Nested
  class PodfileLock extends LockFileContract {

    private static final String PATH = "/app/Podfile.lock";
    private static final String TEXT =
        """
        PODS:
          - Alamofire (5.6.4)
          - Firebase/Core (10.12.0):
            - FirebaseAnalytics (~> 10.12.0)
          - Firebase/CoreOnly (10.12.0)

        DEPENDENCIES:
          - Alamofire

        COCOAPODS: 1.12.1
        """;

    @Override
    protected Cataloger cataloger() {
      return SwiftCatalogers.pods();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("Alamofire 5.6.4", "Firebase 10.12.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "PODS: [");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/Podfile");
    }
  }
}

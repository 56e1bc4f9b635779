package dev.seaworthy.inventory.pythonlock;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class PythonLockFileCatalogersTest {

  private static Cataloger named(String name) {
    return PythonLockFileCatalogers.all().stream()
        .filter(cataloger -> cataloger.id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class PoetryLock extends LockFileContract {

    private static final String PATH = "/app/poetry.lock";
    private static final String TEXT =
        """
        [[package]]
        name = "Jinja2"
        version = "3.1.2"
        optional = false
        files = [
            {file = "Jinja2-3.1.2-py3-none-any.whl", hash = "sha256:6088930bfe239f0e6710546ab9c19c9ef35e29792895fed6e6e31a023a182a61"},
        ]

        [package.dependencies]
        MarkupSafe = ">=2.0"

        [metadata]
        lock-version = "2.0"
        """;

    @Override
    protected Cataloger cataloger() {
      return named("poetry-lock");
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("jinja2 3.1.2");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "[[package");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/pyproject.toml");
    }
  }

  @Nested
  class PdmLock extends LockFileContract {

    private static final String PATH = "/app/pdm.lock";
    private static final String TEXT =
        """
        [metadata]
        groups = ["default", "dev"]
        lock_version = "4.5.0"

        [[package]]
        name = "pytest"
        version = "8.0.0"
        groups = ["dev"]
        """;

    @Override
    protected Cataloger cataloger() {
      return named("pdm-lock");
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("pytest 8.0.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "[[package");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/pyproject.toml");
    }
  }

  @Nested
  class UvLock extends LockFileContract {

    private static final String PATH = "/app/uv.lock";
    private static final String TEXT =
        """
        version = 1
        requires-python = ">=3.12"

        [[package]]
        name = "idna"
        version = "3.7"
        source = { registry = "https://pypi.example/simple" }

        [[package]]
        name = "shop"
        version = "0.1.0"
        source = { virtual = "." }
        """;

    @Override
    protected Cataloger cataloger() {
      return named("uv-lock");
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("idna 3.7");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "[[package");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/uv.toml");
    }
  }

  @Nested
  class Pylock extends LockFileContract {

    private static final String PATH = "/app/pylock.toml";
    private static final String TEXT =
        """
        lock-version = "1.0"
        created-by = "pip"

        [[packages]]
        name = "attrs"
        version = "25.1.0"
        """;

    @Override
    protected Cataloger cataloger() {
      return named("pylock");
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("attrs 25.1.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "[[packages");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/pyproject.toml");
    }
  }

  @Nested
  class PipfileLock extends LockFileContract {

    private static final String PATH = "/app/Pipfile.lock";
    private static final String TEXT =
        """
        {"_meta": {"pipfile-spec": 6}, "default": {"flask": {"hashes": [], "version": "==2.3.2"}},
         "develop": {"pytest": {"version": "==7.4.0"}}}
        """;

    @Override
    protected Cataloger cataloger() {
      return named("pipfile-lock");
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("flask 2.3.2", "pytest 7.4.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"default\"");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/Pipfile");
    }
  }

  @Nested
  class Requirements extends LockFileContract {

    private static final String PATH = "/app/requirements.txt";
    private static final String TEXT =
        """
        # comment
        -r base.txt
        Django==4.2.1
        requests[security] == 2.31.0 ; python_version >= "3.8"  # why
        zope.interface===6.0 --hash=sha256:aaaa
        flask>=2
        """;

    @Override
    protected Cataloger cataloger() {
      return named("requirements");
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("django 4.2.1", "requests 2.31.0", "zope-interface 6.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/notes.txt");
    }
  }
}

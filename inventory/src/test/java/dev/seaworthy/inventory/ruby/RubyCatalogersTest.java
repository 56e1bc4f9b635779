package dev.seaworthy.inventory.ruby;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class RubyCatalogersTest {

  @Nested
  class InstalledGem extends LockFileContract {

    private static final String PATH = "/usr/lib/ruby/gems/3.1.0/specifications/rack-2.2.4.gemspec";
    private static final String TEXT =
        """
        # -*- encoding: utf-8 -*-
        # stub: rack 2.2.4 ruby lib

        Gem::Specification.new do |s|
          s.name = "rack".freeze
          s.version = "2.2.4"

          s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
          s.licenses = ["MIT".freeze]
          s.homepage = "https://github.com/rack/rack".freeze
          s.add_development_dependency(%q<minitest>.freeze, ["~> 5.0"])
          s.add_runtime_dependency(%q<webrick>.freeze, [">= 0"])
        end
        """;

    @Override
    protected Cataloger cataloger() {
      return RubyCatalogers.installed();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("rack 2.2.4");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/src/rack/rack.gemspec");
    }
  }

  @Nested
  class GemfileLock extends LockFileContract {

    private static final String PATH = "/app/Gemfile.lock";
    private static final String TEXT =
        """
        GEM
          remote: https://gems.example/
          specs:
            nokogiri (1.15.4-x86_64-linux)
              racc (~> 1.4)
            racc (1.7.1)

        PLATFORMS
          x86_64-linux

        DEPENDENCIES
          nokogiri (~> 1.15)

        BUNDLED WITH
           2.4.10
        """;

    @Override
    protected Cataloger cataloger() {
      return RubyCatalogers.lockFile();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("nokogiri 1.15.4", "racc 1.7.1");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/Gemfile");
    }
  }
}

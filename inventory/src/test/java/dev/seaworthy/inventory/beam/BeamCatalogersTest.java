package dev.seaworthy.inventory.beam;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class BeamCatalogersTest {

  @Nested
  class BeamApplication extends LockFileContract {

    private static final String PATH = "/usr/lib/erlang/lib/ssl-10.8.7/ebin/ssl.app";
    private static final String TEXT =
        """
        %% This is an -*- erlang -*- file.
        {application, ssl,
         [{description, "Erlang/OTP SSL application"},
          {vsn, "10.8.7"},
          {modules, []}]}.
        """;

    @Override
    protected Cataloger cataloger() {
      return BeamCatalogers.applications();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("ssl 10.8.7");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/ssl.app");
    }
  }

  @Nested
  class MixLock extends LockFileContract {

    private static final String PATH = "/app/mix.lock";
    private static final String TEXT =
        """
        %{
          "jason": {:hex, :jason, "1.4.1", "af1504e35f629ddcdd6addb3513c3853991f694921b1b9368b0bd32beb9f1b63", [:mix], [], "hexpm", "fbb01ecdfd565b56261302f7e1fcc27c4fb8f32d56eab74db621fc154604a7a1"},
        }
        """;

    @Override
    protected Cataloger cataloger() {
      return BeamCatalogers.mixLock();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("jason 1.4.1");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/mix.exs");
    }
  }

  @Nested
  class RebarLock extends LockFileContract {

    private static final String PATH = "/app/rebar.lock";
    private static final String TEXT =
        """
        {"1.2.0",
        [{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0},
         {<<"cowlib">>,{pkg,<<"cowlib">>,<<"2.11.0">>},1}]}.
        """;

    @Override
    protected Cataloger cataloger() {
      return BeamCatalogers.rebarLock();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("cowboy 2.9.0", "cowlib 2.11.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/rebar.config");
    }
  }
}

package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which channels of distributions the operator has beside the public ones.
final class ChannelOptions {

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = {
        "Count this channel's fixes and support as had:",
        "ubuntu-pro (esm-infra, esm-apps), rhel-eus, …",
        "Repeatable (default: the public ones alone)."
      })
  private List<String> names = new ArrayList<>();

  /// @throws SeaworthyException [CliError#USAGE] for a channel that isn't known
  List<String> names() {
    for (String name : names) {
      if (!Subscriptions.KNOWN.contains(name)) {
        throw new SeaworthyException(
            CliError.USAGE,
            "no channel is called \"%s\"".formatted(Text.shorten(name, 60)),
            "Known are " + String.join(", ", Subscriptions.KNOWN) + ".",
            null);
      }
    }
    return names;
  }
}

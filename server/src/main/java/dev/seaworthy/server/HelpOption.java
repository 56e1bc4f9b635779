package dev.seaworthy.server;

import picocli.CommandLine.Option;

/// Asks how a command is called.
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this and ends.")
  boolean isAsked;
}

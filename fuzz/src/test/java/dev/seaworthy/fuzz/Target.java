package dev.seaworthy.fuzz;

/// One parser of foreign bytes. Whatever the bytes are, it must return, soon and with little
/// memory.
///
/// @param name the folder of its seeds
/// @param parser what reads the bytes
record Target(String name, Parser parser) {

  /// Reads bytes. Failures that the parser's contract names are caught inside; whatever else comes
  /// out is a finding.
  @FunctionalInterface
  interface Parser {
    void read(byte[] bytes) throws Exception;
  }
}

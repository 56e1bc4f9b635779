package dev.seaworthy.inspection.secret;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/// The functions of `libhs` that we need (Hyperscan and Vectorscan have the same, `hs_compile.h`
/// and `hs_runtime.h` of 5.4). Numbers other than 0 that it gives back become an [IOException].
@SuppressWarnings("restricted") // it is what this class is for
final class Vectorscan {

  /// Matches without regard to ASCII case.
  private static final int CASELESS = 1;

  private static final int BLOCK_MODE = 1;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout POINTER =
      ValueLayout.ADDRESS.withTargetLayout(
          MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

  /// `int (unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *)`.
  static final FunctionDescriptor ON_MATCH =
      FunctionDescriptor.of(INT, INT, LONG, LONG, INT, POINTER);

  private final MethodHandle validPlatform;
  private final MethodHandle version;
  private final MethodHandle compile;
  private final MethodHandle freeError;
  private final MethodHandle allocScratch;
  private final MethodHandle freeScratch;
  private final MethodHandle scan;

  /// @param library stays loaded as long as the arena is open
  /// @throws IllegalArgumentException when it can't be loaded
  Vectorscan(Path library, Arena arena) {
    SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
    validPlatform = function(symbols, "hs_valid_platform");
    version =
        Linker.nativeLinker()
            .downcallHandle(symbols.findOrThrow("hs_version"), FunctionDescriptor.of(POINTER));
    compile =
        function(
            symbols,
            "hs_compile_lit_multi",
            POINTER,
            POINTER,
            POINTER,
            POINTER,
            INT,
            INT,
            POINTER,
            POINTER,
            POINTER);
    freeError = function(symbols, "hs_free_compile_error", POINTER);
    allocScratch = function(symbols, "hs_alloc_scratch", POINTER, POINTER);
    freeScratch = function(symbols, "hs_free_scratch", POINTER);
    scan = function(symbols, "hs_scan", POINTER, POINTER, INT, INT, POINTER, POINTER, POINTER);
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(INT, parameters));
  }

  /// A word, and whether its case doesn't matter; its place in a list is its number.
  record Literal(String text, boolean isCaseless) {}

  /// Whether this processor has what the library needs.
  boolean isPlatformValid() throws IOException {
    try {
      return (int) validPlatform.invokeExact() == 0;
    } catch (Throwable e) {
      throw failure("hs_valid_platform", e);
    }
  }

  String version() throws IOException {
    try {
      return ((MemorySegment) version.invokeExact()).getString(0);
    } catch (Throwable e) {
      throw failure("hs_version", e);
    }
  }

  /// Makes a database, which stays until the program ends.
  MemorySegment compile(List<Literal> literals) throws IOException {
    int count = literals.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment texts = arena.allocate(POINTER, count);
      MemorySegment flags = arena.allocate(INT, count);
      MemorySegment ids = arena.allocate(INT, count);
      MemorySegment lengths = arena.allocate(LONG, count);
      for (int i = 0; i < count; i++) {
        texts.setAtIndex(POINTER, i, arena.allocateFrom(literals.get(i).text()));
        flags.setAtIndex(INT, i, literals.get(i).isCaseless() ? CASELESS : 0);
        ids.setAtIndex(INT, i, i);
        lengths.setAtIndex(LONG, i, literals.get(i).text().length());
      }
      MemorySegment database = arena.allocate(POINTER);
      MemorySegment error = arena.allocate(POINTER);
      int outcome =
          (int)
              compile.invokeExact(
                  texts,
                  flags,
                  ids,
                  lengths,
                  count,
                  BLOCK_MODE,
                  MemorySegment.NULL,
                  database,
                  error);
      if (outcome != 0) {
        throw new IOException(refusal(error.get(POINTER, 0)));
      }
      return database.get(POINTER, 0);
    } catch (Throwable e) {
      throw failure("hs_compile_lit_multi", e);
    }
  }

  /// `struct hs_compile_error { char *message; int expression; }`.
  private String refusal(MemorySegment error) throws Throwable {
    String message = error.get(POINTER, 0).getString(0);
    int outcome = (int) freeError.invokeExact(error);
    return outcome == 0 ? message : message + " (and the message can't be freed)";
  }

  /// What one thread needs beside the database, to be freed with [#freeScratch].
  MemorySegment scratch(MemorySegment database) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment scratch = arena.allocate(POINTER);
      check("hs_alloc_scratch", (int) allocScratch.invokeExact(database, scratch));
      return scratch.get(POINTER, 0);
    } catch (Throwable e) {
      throw failure("hs_alloc_scratch", e);
    }
  }

  /// @param onMatch a function of [#ON_MATCH]
  void scan(
      MemorySegment database,
      MemorySegment bytes,
      int length,
      MemorySegment scratch,
      MemorySegment onMatch)
      throws IOException {
    try {
      int outcome =
          (int) scan.invokeExact(database, bytes, length, 0, scratch, onMatch, MemorySegment.NULL);
      check("hs_scan", outcome);
    } catch (Throwable e) {
      throw failure("hs_scan", e);
    }
  }

  void freeScratch(MemorySegment scratch) throws IOException {
    try {
      check("hs_free_scratch", (int) freeScratch.invokeExact(scratch));
    } catch (Throwable e) {
      throw failure("hs_free_scratch", e);
    }
  }

  private static void check(String function, int outcome) throws IOException {
    if (outcome != 0) {
      throw new IOException("%s gave %s".formatted(function, outcome));
    }
  }

  /// Method handles may throw anything.
  private static IOException failure(String function, Throwable e) {
    return switch (e) {
      case IOException io -> io;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case Throwable other -> new IOException(function + " failed", other);
    };
  }
}

package dev.seaworthy.signing.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningError;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tokens that a library reaches, and in which slot each is. The JDK opens a token by its slot
/// alone, and people name it by its label (PKCS #11 v2.40 base, §4.4 and §5.5, in the 64-bit layout
/// of Linux).
@SuppressWarnings("restricted") // that is what calling a library takes
final class TokenSlots {

  /// Where `CK_FUNCTION_LIST` has these functions: pointers after a `CK_VERSION`.
  private static final long INITIALIZE_AT = 8;

  private static final long FINALIZE_AT = 16;
  private static final long GET_SLOT_LIST_AT = 40;
  private static final long GET_TOKEN_INFO_AT = 56;
  private static final long FUNCTIONS_BYTES = 64;

  /// `CK_C_INITIALIZE_ARGS`: four pointers, flags, one pointer.
  private static final long ARGUMENTS_BYTES = 48;

  private static final long FLAGS_AT = 32;
  private static final long OS_LOCKING_OK = 2;
  private static final long ALREADY_INITIALIZED = 0x191;

  private static final long TOKEN_INFO_BYTES = 256;
  private static final int SLOTS_MAX = 1000;

  private final Linker linker = Linker.nativeLinker();
  private final Path module;
  private final MemorySegment functions;

  private TokenSlots(Path module, MemorySegment functions) {
    this.module = module;
    this.functions = functions;
  }

  /// A slot with a token in it.
  ///
  /// @param index its place in the library's list of all slots
  /// @param id its number
  /// @param token label, manufacturer, serial number and model, by the names of RFC 7512
  record Slot(int index, long id, Map<String, String> token) {}

  /// @throws SeaworthyException [SigningError#TOKEN] when the library can't be used
  static List<Slot> of(Path module) {
    try (Arena arena = Arena.ofConfined()) {
      // The JDK is about to load it too, and what it holds must not be unloaded then.
      SymbolLookup symbols = SymbolLookup.libraryLookup(module, Arena.global());
      MethodHandle list =
          Linker.nativeLinker()
              .downcallHandle(
                  symbols.findOrThrow("C_GetFunctionList"),
                  FunctionDescriptor.of(JAVA_LONG, ADDRESS));
      MemorySegment pointer = arena.allocate(ADDRESS);
      long code = (long) list.invokeExact(pointer);
      TokenSlots slots =
          new TokenSlots(module, pointer.get(ADDRESS, 0).reinterpret(FUNCTIONS_BYTES));
      slots.require(code, "C_GetFunctionList");
      return slots.initialized(arena);
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw new SeaworthyException(
          SigningError.TOKEN, "%s is no PKCS #11 library that can be loaded".formatted(module), e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C throws nothing", e);
    }
  }

  private List<Slot> initialized(Arena arena) {
    MemorySegment arguments = arena.allocate(ARGUMENTS_BYTES, Long.BYTES);
    arguments.set(JAVA_LONG, FLAGS_AT, OS_LOCKING_OK);
    long code = call(INITIALIZE_AT, arguments);
    if (code == ALREADY_INITIALIZED) {
      return found(arena);
    }
    require(code, "C_Initialize");
    try {
      return found(arena);
    } finally {
      require(call(FINALIZE_AT, MemorySegment.NULL), "C_Finalize");
    }
  }

  private List<Slot> found(Arena arena) {
    MemorySegment count = arena.allocate(JAVA_LONG);
    require(slotList(MemorySegment.NULL, count), "C_GetSlotList");
    long slots = Math.min(count.get(JAVA_LONG, 0), SLOTS_MAX);
    MemorySegment ids = arena.allocate(JAVA_LONG, Math.max(slots, 1));
    count.set(JAVA_LONG, 0, slots);
    require(slotList(ids, count), "C_GetSlotList");
    List<Slot> found = new ArrayList<>();
    for (int index = 0; index < Math.min(count.get(JAVA_LONG, 0), slots); index++) {
      long id = ids.getAtIndex(JAVA_LONG, index);
      MemorySegment info = arena.allocate(TOKEN_INFO_BYTES, Long.BYTES);
      // A slot without a token has nothing to tell.
      if (tokenInfo(id, info) == 0) {
        found.add(
            new Slot(
                index,
                id,
                Map.of(
                    "token", text(info, 0, 32),
                    "manufacturer", text(info, 32, 32),
                    "model", text(info, 64, 16),
                    "serial", text(info, 80, 16))));
      }
    }
    return found;
  }

  /// Padded with blanks.
  private static String text(MemorySegment info, int from, int bytes) {
    return new String(info.asSlice(from, bytes).toArray(JAVA_BYTE), StandardCharsets.UTF_8)
        .stripTrailing();
  }

  private long call(long at, MemorySegment argument) {
    return invoke(handle(at, ADDRESS).bindTo(argument));
  }

  private long slotList(MemorySegment ids, MemorySegment count) {
    return invoke(
        MethodHandles.insertArguments(
            handle(GET_SLOT_LIST_AT, JAVA_BYTE, ADDRESS, ADDRESS), 0, (byte) 0, ids, count));
  }

  private long tokenInfo(long id, MemorySegment info) {
    return invoke(
        MethodHandles.insertArguments(handle(GET_TOKEN_INFO_AT, JAVA_LONG, ADDRESS), 0, id, info));
  }

  private MethodHandle handle(long at, MemoryLayout... arguments) {
    return linker.downcallHandle(
        functions.get(ADDRESS, at), FunctionDescriptor.of(JAVA_LONG, arguments));
  }

  private static long invoke(MethodHandle call) {
    try {
      return (long) call.asType(MethodType.methodType(long.class)).invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C throws nothing", e);
    }
  }

  private void require(long code, String function) {
    if (code != 0) {
      throw new SeaworthyException(
          SigningError.TOKEN,
          "%s of %s gave the code 0x%s".formatted(function, module, Long.toHexString(code)));
    }
  }
}

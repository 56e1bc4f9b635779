package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Revocations;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.Signer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The signed list of certificates that were taken back, as a file that several processes add to:
/// each reads, adds and writes it while it holds the lock beside it, so that none of them undoes
/// what another took back.
///
/// @param file made when it isn't there
/// @param known whose signatures on it count
record RevocationList(
    Path file, List<Signer> signers, TrustedKeys known, Surroundings surroundings) {

  /// What was done.
  ///
  /// @param all how many stand in the list now
  /// @param fresh those that didn't before
  record Added(int all, Set<Digest> fresh) {}

  /// Adds some and dates the list anew.
  ///
  /// @param reasons why, by the certificate's digest
  /// @param recorded is told which are new, before the list is given out
  /// @throws SeaworthyException [CliError#OUTPUT_UNWRITABLE], or when the list there doesn't count
  Added add(Map<Digest, String> reasons, Instant now, Consumer<Set<Digest>> recorded) {
    List<OutputRequest> requests =
        OutputRequest.parse(List.of("json=" + file), List.of(OutputFormat.JSON));
    Path lock = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      return addLocked(reasons, now, recorded, requests);
    } catch (OverlappingFileLockException | IOException e) {
      throw new SeaworthyException(
          CliError.OUTPUT_UNWRITABLE,
          "%s can't be locked: %s"
              .formatted(Text.visible(file.toString()), e.getClass().getSimpleName()),
          e);
    }
  }

  private Added addLocked(
      Map<Digest, String> reasons,
      Instant now,
      Consumer<Set<Digest>> recorded,
      List<OutputRequest> requests) {
    Map<Digest, Revocations.Revocation> revoked = new TreeMap<>();
    if (Files.exists(file)) {
      revoked.putAll(read(file, known).revoked());
    }
    Set<Digest> fresh = new TreeSet<>();
    reasons.forEach((digest, reason) -> {
      if (revoked.putIfAbsent(digest, new Revocations.Revocation(now, reason)) == null) {
        fresh.add(digest);
      }
    });
    recorded.accept(fresh);
    String envelope =
        new String(new Revocations(now, revoked).signed(signers).toJson(), StandardCharsets.UTF_8);
    new Outputs(requests, surroundings.out()).write((format, writer) -> writer.write(envelope));
    return new Added(revoked.size(), fresh);
  }

  /// Those that a list names.
  static Collection<Digest> named(Path file, TrustedKeys known) {
    return Files.exists(file) ? read(file, known).revoked().keySet() : Set.of();
  }

  /// What a list says.
  ///
  /// @throws SeaworthyException when nobody who counts signed it, or it is no list
  static Revocations read(Path file, TrustedKeys known) {
    byte[] before = InputFiles.bytes(file, Limits.defaults());
    return Revocations.read(before, known.of(before), file.toString(), Limits.defaults());
  }
}

package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A file with holes, in the forms in which tar archives carry it. GNU tar begins each piece at a
/// new block, other readers right after the piece before; they agree where every piece but the last
/// is whole blocks of 512 bytes, as real file systems make them.
///
/// @param name its path
/// @param size how long it is with its holes
/// @param pieces the parts that are no holes, in order
public record SparseFile(String name, long size, List<Piece> pieces) {
  private static final int PIECES_IN_HEADER = 4;
  private static final int PIECES_IN_EXTENSION = 21;

  public SparseFile {
    pieces = List.copyOf(pieces);
  }

  /// A part of the file that holds data.
  ///
  /// @param offset where in the file it begins
  /// @param text what stands there
  public record Piece(long offset, String text) {
    byte[] bytes() {
      return text.getBytes(UTF_8);
    }
  }

  /// Writes the form that GNU tar wrote before it knew PAX: type `S`, the map in the header and in
  /// blocks after it.
  public void writeOldGnu(TarWriter tar) throws IOException {
    List<Piece> map = mapWithEnd();
    byte[] data = data();
    byte[] header = new byte[TarWriter.BLOCK];
    putPieces(header, 386, map.subList(0, Math.min(PIECES_IN_HEADER, map.size())));
    header[482] = (byte) (map.size() > PIECES_IN_HEADER ? 1 : 0);
    TarEntry.number(header, 483, 12, size);
    byte[] fields = Arrays.copyOfRange(header, 386, 495);
    tar.inGnuDialect();
    tar.raw(TarEntry.ofType('S', name).patched(386, fields).block(data.length, true));
    for (int from = PIECES_IN_HEADER; from < map.size(); from += PIECES_IN_EXTENSION) {
      int to = Math.min(map.size(), from + PIECES_IN_EXTENSION);
      byte[] extension = new byte[TarWriter.BLOCK];
      putPieces(extension, 0, map.subList(from, to));
      extension[504] = (byte) (to < map.size() ? 1 : 0);
      tar.raw(extension);
    }
    tar.raw(data).pad(data.length);
  }

  /// Writes PAX form 0.1: the map in one record.
  public void writePax01(TarWriter tar) throws IOException {
    StringBuilder map = new StringBuilder();
    for (Piece piece : mapWithEnd()) {
      map.append(map.isEmpty() ? "" : ",").append(piece.offset()).append(',');
      map.append(piece.bytes().length);
    }
    TarEntry entry =
        TarEntry.file("GNUSparseFile.0/entry")
            .pax("GNU.sparse.name", name)
            .pax("GNU.sparse.size", Long.toString(size))
            .pax("GNU.sparse.numblocks", Integer.toString(mapWithEnd().size()))
            .pax("GNU.sparse.map", map.toString());
    tar.entry(entry, data());
  }

  /// Writes PAX form 0.0: offset and length of each piece in records of their own, with the same
  /// keys again and again.
  public void writePax00(TarWriter tar) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    List<Piece> map = mapWithEnd();
    records.writeBytes(record("GNU.sparse.size", size));
    records.writeBytes(record("GNU.sparse.numblocks", map.size()));
    for (Piece piece : map) {
      records.writeBytes(record("GNU.sparse.offset", piece.offset()));
      records.writeBytes(record("GNU.sparse.numbytes", piece.bytes().length));
    }
    tar.plain(TarEntry.ofType('x', "PaxHeaders/entry"), records.toByteArray());
    tar.plain(TarEntry.file(name), data());
  }

  /// Writes PAX form 1.0, GNU tar's present one: the map in decimal lines before the data.
  public void writePax10(TarWriter tar) throws IOException {
    StringBuilder map = new StringBuilder().append(mapWithEnd().size()).append('\n');
    for (Piece piece : mapWithEnd()) {
      map.append(piece.offset()).append('\n').append(piece.bytes().length).append('\n');
    }
    map.repeat('\0', (TarWriter.BLOCK - map.length() % TarWriter.BLOCK) % TarWriter.BLOCK);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(map.toString().getBytes(UTF_8));
    body.writeBytes(data());
    TarEntry entry =
        TarEntry.file("GNUSparseFile.0/entry")
            .pax("GNU.sparse.major", "1")
            .pax("GNU.sparse.minor", "0")
            .pax("GNU.sparse.name", name)
            .pax("GNU.sparse.realsize", Long.toString(size));
    tar.entry(entry, body.toByteArray());
  }

  /// The pieces, with an empty one at the end where the file ends in a hole.
  private List<Piece> mapWithEnd() {
    List<Piece> map = new ArrayList<>(pieces);
    long end = pieces.isEmpty() ? 0 : pieces.getLast().offset() + pieces.getLast().bytes().length;
    if (end < size || pieces.isEmpty()) {
      map.add(new Piece(size, ""));
    }
    return map;
  }

  private byte[] data() {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    pieces.forEach(piece -> data.writeBytes(piece.bytes()));
    return data.toByteArray();
  }

  private static void putPieces(byte[] block, int offset, List<Piece> pieces) {
    int place = offset;
    for (Piece piece : pieces) {
      TarEntry.number(block, place, 12, piece.offset());
      TarEntry.number(block, place + 12, 12, piece.bytes().length);
      place += 24;
    }
  }

  private static byte[] record(String key, long value) {
    return TarWriter.paxBody(Map.of(key, Long.toString(value).getBytes(UTF_8)));
  }
}

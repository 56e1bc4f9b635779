package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.TapReading;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.InspectionError;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what a container of an image would see as one tar, by reading the layers once more.
/// Devices, pipes and sockets are left out. Nothing is written below a symbolic link, so that no
/// link can lead whoever unpacks it somewhere else.
final class TreeTar {

  private static final byte[] ZEROS = new byte[64 << 10];
  private static final String BELOW_LINK = "it lies below something that is no directory";

  private final Image image;
  private final ImageFacts facts;
  private final Limits limits;
  private final WalkResources resources;
  private final SharedFiles shared;
  private final List<Gap> gaps = new ArrayList<>();
  private final Set<String> written = new HashSet<>();
  private long contentBytes;
  private boolean isTooLarge;
  private @Nullable IOException failure;

  TreeTar(Image image, ImageFacts facts, Limits limits, WalkResources resources) {
    this.image = image;
    this.facts = facts;
    this.shared = SharedFiles.of(facts);
    this.limits = limits;
    this.resources = resources;
  }

  /// What could not be written, or not be read once more.
  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /// How many files and further names of files were written.
  long files() {
    return written.size();
  }

  /// How many bytes these files have.
  long bytes() {
    return contentBytes;
  }

  /// Whether the tree is larger than the limit, so that only a part was written.
  boolean isTooLarge() {
    return isTooLarge;
  }

  void writeTo(OutputStream stream) throws IOException {
    try (OutputStream out = new BufferedOutputStream(stream, 1 << 16)) {
      TarOutput tar = new TarOutput(out);
      writeAll(tar, Kind.DIRECTORY);
      Content content = new Content(tar);
      ImageFacts again =
          new ImageWalk(List.of(), List.of(content), limits, LayerFactsCache.NONE, resources)
              .walk(image, content);
      IOException broken = failure;
      if (broken != null) {
        throw broken;
      }
      Set<Gap> told = new HashSet<>(facts.gaps());
      again.gaps().stream().filter(gap -> !told.contains(gap)).forEach(this::gap);
      for (SharedFiles.Link link : shared.links()) {
        String path = link.record().path();
        if (written.contains(link.target()) && !isBelowLink(path)) {
          tar.entry(TarOutput.HARD_LINK, link.record(), path, "." + link.target(), 0);
          written.add(path);
        }
      }
      writeAll(tar, Kind.SYMLINK);
      tar.finish();
      tellMissing();
    }
  }

  /// Whatever a container would see and has not been written is told, for whatever reason: a rule
  /// that finds no file may well pass.
  private void tellMissing() {
    facts
        .tree()
        .forEach((record, layer) -> {
          boolean isFile = record.kind() == Kind.REGULAR || record.kind() == Kind.HARD_LINK;
          if (isFile && !isTooLarge && !written.contains(record.path())) {
            gap(
                record.path(),
                layer,
                isBelowLink(record.path()) ? BELOW_LINK : "no layer gave its content");
          }
        });
  }

  private void writeAll(TarOutput tar, Kind kind) throws IOException {
    List<IOException> failures = new ArrayList<>();
    facts
        .tree()
        .forEach((record, layer) -> {
          if (record.kind() != kind || !failures.isEmpty()) {
            return;
          }
          if (isBelowLink(record.path())) {
            gap(record.path(), layer, BELOW_LINK);
            return;
          }
          try {
            write(tar, record);
          } catch (IOException e) {
            failures.add(e);
          }
        });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private void write(TarOutput tar, FileRecord record) throws IOException {
    switch (record.kind()) {
      case DIRECTORY -> tar.entry(TarOutput.DIRECTORY, record, record.path(), "", 0);
      case SYMLINK -> tar.entry(TarOutput.SYMLINK, record, record.path(), record.linkTarget(), 0);
      case REGULAR, HARD_LINK, DEVICE, FIFO, OTHER -> {
        // Files come with their content, devices and such not at all.
      }
    }
  }

  private boolean isBelowLink(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Kind above =
          facts.tree().find(path.substring(0, slash)).map(FileRecord::kind).orElse(Kind.DIRECTORY);
      if (above != Kind.DIRECTORY) {
        return true;
      }
    }
    return false;
  }

  private void gap(String path, int layer, String why) {
    gap(
        Gap.of(
            InspectionError.SCAP_TREE_PARTLY,
            new Location(path, layer),
            "scap: it is not in the tree that was checked: " + why));
  }

  private void gap(Gap gap) {
    if (gaps.size() < limits.of(Limit.GAPS)) {
      gaps.add(gap);
    }
  }

  /// Writes the files of one layer after the other as they stream by.
  private final class Content implements ContentTap, TapReading, WalkListener {

    private final TarOutput tar;
    private int layer;
    private long left;
    private long size;

    Content(TarOutput tar) {
      this.tar = tar;
    }

    @Override
    public AnalyserId id() {
      return new AnalyserId("scap-tree", 1);
    }

    @Override
    public FactCodec codec() {
      return new FactCodec() {
        @Override
        public void write(Fact fact, DataOutput out) {
          throw new IllegalStateException("it tells no facts");
        }

        @Override
        public Fact read(DataInput in) {
          throw new IllegalStateException("it tells no facts");
        }
      };
    }

    @Override
    public void layerStarted(int index, long sizeBytes) {
      layer = index;
    }

    @Override
    public TapReading start(Limits unused) {
      return this;
    }

    @Override
    public boolean begin(FileRecord file, byte[] bytes, int offset, int length, FactSink sink) {
      String path = shared.placeOf(layer, file.path());
      if (failure != null || isTooLarge || path.isEmpty() || isBelowLink(path)) {
        return false;
      }
      if (tar.written() + file.size() > limits.of(Limit.SCAP_TREE_BYTES)) {
        isTooLarge = true;
        return false;
      }
      size = file.size();
      left = size;
      attempt(() -> tar.entry(TarOutput.FILE, file, path, "", size));
      if (failure == null) {
        written.add(path);
        contentBytes += size;
      }
      return failure == null;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      left -= length;
      attempt(() -> tar.write(bytes, offset, length));
    }

    @Override
    public void skip(long zeros) {
      left -= zeros;
      long more = zeros;
      while (more > 0 && failure == null) {
        int piece = (int) Math.min(more, ZEROS.length);
        attempt(() -> tar.write(ZEROS, 0, piece));
        more -= piece;
      }
    }

    @Override
    public void end(FileRecord file) {
      if (left > 0) {
        // The layer broke off here, which is a gap already; the tar must stay whole.
        skip(left);
      }
      attempt(() -> tar.pad(size));
    }

    /// One write to whoever unpacks it. When that has gone, all that follows is for nothing.
    private void attempt(Writing writing) {
      if (failure == null) {
        try {
          writing.write();
        } catch (IOException e) {
          failure = e;
        }
      }
    }

    @Override
    public void close() {
      // The stream is closed by whoever opened it.
    }
  }

  /// A write that may fail.
  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }
}

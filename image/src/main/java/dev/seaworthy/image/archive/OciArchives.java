package dev.seaworthy.image.archive;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.layout.LayoutFiles;
import dev.seaworthy.image.layout.OciLayouts;
import java.io.InputStream;
import java.util.Optional;

/// Opens OCI archives, layouts in a tar, in place.
public final class OciArchives {

  private OciArchives() {}

  /// Opens an image of an OCI archive.
  ///
  /// @throws SeaworthyException with an [ImageError]
  public static Image open(ImageSource.OciArchive source, OpenOptions options) {
    ArchiveFile archive = ArchiveFile.open(source.path(), options);
    try {
      if (archive.find("oci-layout").isEmpty() || archive.find("index.json").isEmpty()) {
        throw archive.lacking();
      }
      Image image = OciLayouts.open(source, source.ref(), new ArchivedFiles(archive), options);
      archive.requireWhole();
      return image;
    } catch (SeaworthyException e) {
      archive.close();
      throw archive.explained(e);
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /// The files of a layout that lie in a tar.
  private record ArchivedFiles(ArchiveFile archive) implements LayoutFiles {

    @Override
    public String where() {
      return archive.path().toString();
    }

    @Override
    public Optional<LayoutFile> find(String name) {
      return archive.find(name).map(member -> new Archived(archive, member));
    }

    @Override
    public void close() {
      archive.close();
    }
  }

  private record Archived(ArchiveFile archive, TarMember member) implements LayoutFiles.LayoutFile {

    @Override
    public long size() {
      return archive.present(member);
    }

    @Override
    public InputStream open() {
      return archive.open(member);
    }
  }
}

package dev.seaworthy.image.walk;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.ImageError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Collects gaps up to a bound and counts the rest.
final class GapList {

  private final long bound;
  private final List<Gap> gaps = new ArrayList<>();
  private long more;

  GapList(Limits limits) {
    this.bound = limits.of(Limit.GAPS);
  }

  void add(Gap gap) {
    // What a layer says of gaps that it didn't keep is no gap of its own.
    if (gaps.size() < bound || gap.code().equals(ImageError.TOO_MANY_GAPS.id())) {
      gaps.add(gap);
    } else {
      more++;
    }
  }

  void add(ErrorCode code, String path, String detail) {
    add(Gap.of(code, Location.ofPath(path), detail));
  }

  /// All gaps, sorted; the last one says how many others there were.
  List<Gap> sorted() {
    List<Gap> all = new ArrayList<>(gaps);
    Collections.sort(all);
    if (more > 0) {
      all.add(
          Gap.of(
              ImageError.TOO_MANY_GAPS,
              Location.image(),
              "%s more gaps beside the %s that are kept (limit %s)"
                  .formatted(more, bound, Limit.GAPS.key())));
    }
    return all;
  }
}

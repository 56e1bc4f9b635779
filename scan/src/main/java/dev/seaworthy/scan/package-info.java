/// The pipeline that joins the rooms: one image in, one verdict out, with a layer cache and
/// progress events.
@NullMarked
package dev.seaworthy.scan;

import org.jspecify.annotations.NullMarked;

package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.alpine.SecdbFeed;
import dev.seaworthy.advisory.feed.csaf.CsafFeed;
import dev.seaworthy.advisory.feed.cve.CveFeed;
import dev.seaworthy.advisory.feed.debian.DebianTrackerFeed;
import dev.seaworthy.advisory.feed.epss.EpssFeed;
import dev.seaworthy.advisory.feed.kev.KevFeed;
import dev.seaworthy.advisory.feed.lifecycle.EndOfLifeFeed;
import dev.seaworthy.advisory.feed.nvd.NvdFeed;
import dev.seaworthy.advisory.feed.openvex.OpenVexFeed;
import dev.seaworthy.advisory.feed.osv.OsvFeed;
import dev.seaworthy.advisory.feed.oval.OvalFeed;
import dev.seaworthy.base.Limits;
import java.util.List;

/// The explicit list of feeds that we read.
public final class BuiltInFeeds {

  private BuiltInFeeds() {}

  /// In the order in which a document is offered to them.
  public static List<AdvisoryFeed> all(Limits limits) {
    return List.of(
        new OsvFeed(limits),
        new DebianTrackerFeed(limits),
        new SecdbFeed(limits),
        new KevFeed(limits),
        new EpssFeed(limits),
        new CveFeed(limits),
        new NvdFeed(limits),
        new CsafFeed(limits),
        new OpenVexFeed(limits),
        new OvalFeed(limits),
        new EndOfLifeFeed(limits));
  }
}

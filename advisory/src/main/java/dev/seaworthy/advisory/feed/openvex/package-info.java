/// OpenVEX documents: what somebody says of products, as far as these are packages.
@NullMarked
package dev.seaworthy.advisory.feed.openvex;

import org.jspecify.annotations.NullMarked;

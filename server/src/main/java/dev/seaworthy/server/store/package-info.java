/// Where state lives: transactions, migrations, blobs, leases and ids. Owns the tables `store_*`.
@NullMarked
package dev.seaworthy.server.store;

import org.jspecify.annotations.NullMarked;

/// The inspections of a scan: each takes part in the one walk and says afterwards what it saw.
@NullMarked
package dev.seaworthy.scan.inspect;

import org.jspecify.annotations.NullMarked;

/// Scan jobs, rescans, the ledger of freshness, certificates. Owns `survey_*`.
@NullMarked
package dev.seaworthy.server.survey;

import org.jspecify.annotations.NullMarked;

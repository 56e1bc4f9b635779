/// What every HTTP answer has in common: problem documents, pages, headers, listeners.
@NullMarked
package dev.seaworthy.server.http;

import org.jspecify.annotations.NullMarked;

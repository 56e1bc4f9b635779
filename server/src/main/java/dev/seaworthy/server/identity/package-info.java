/// People, tokens, roles and projects. Owns `identity_*`.
@NullMarked
package dev.seaworthy.server.identity;

import org.jspecify.annotations.NullMarked;

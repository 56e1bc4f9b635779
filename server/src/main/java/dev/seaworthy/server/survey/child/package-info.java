/// The program that reads the layers of one image, in a process of its own: nothing of the server
/// is in reach there, no key, no database, no network.
@NullMarked
package dev.seaworthy.server.survey.child;

import org.jspecify.annotations.NullMarked;

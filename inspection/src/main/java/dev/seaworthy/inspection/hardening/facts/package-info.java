/// What hardening checks need to know of single files: lists of accounts, small configuration
/// files, how programs are linked.
@NullMarked
package dev.seaworthy.inspection.hardening.facts;

import org.jspecify.annotations.NullMarked;

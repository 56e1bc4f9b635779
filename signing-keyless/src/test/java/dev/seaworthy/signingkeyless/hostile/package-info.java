/// What may be put before a gate in place of an honest bundle; a folder for each fault.
package dev.seaworthy.signingkeyless.hostile;

/// .NET packages: what a published program depends on, and NuGet's lock files.
@NullMarked
package dev.seaworthy.inventory.dotnet;

import org.jspecify.annotations.NullMarked;

/// Swift packages and CocoaPods as their lock files record them.
@NullMarked
package dev.seaworthy.inventory.swift;

import org.jspecify.annotations.NullMarked;

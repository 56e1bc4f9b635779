"""Compares Python versions, a pair of hexadecimal strings a line, by the `packaging` that pip uses."""
import functools
import sys

from pip._vendor.packaging.version import InvalidVersion, Version


@functools.cache
def version(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


def order(left, right):
    one, other = version(left), version(right)
    if one is None or other is None:
        return "x"
    return str((one > other) - (one < other))


for line in sys.stdin:
    pair = [bytes.fromhex(cell).decode("utf-8") for cell in line.rstrip("\n").split("\t")]
    print(order(*pair))

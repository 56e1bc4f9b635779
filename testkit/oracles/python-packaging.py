"""Compares Python versions, a pair of hexadecimal strings a line, by the `packaging` that pip uses."""
import sys

from pip._vendor.packaging.version import InvalidVersion, Version


def order(left, right):
    try:
        one, other = Version(left), Version(right)
    except InvalidVersion:
        return "x"
    return str((one > other) - (one < other))


for line in sys.stdin:
    pair = [bytes.fromhex(cell).decode("utf-8") for cell in line.rstrip("\n").split("\t")]
    print(order(*pair))

"""Compares Arch Linux versions, a pair of hexadecimal strings a line, by pacman's own library."""
import ctypes
import ctypes.util
import sys

compare = ctypes.CDLL(ctypes.util.find_library("alpm")).alpm_pkg_vercmp

for line in sys.stdin:
    left, right = (bytes.fromhex(cell) for cell in line.rstrip("\n").split("\t"))
    order = compare(left, right)
    print((order > 0) - (order < 0))

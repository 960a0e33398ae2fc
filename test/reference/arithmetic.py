"""The two arithmetics that formulas.py is worked out in.

Both take the doubles that a program is given (0.9 is not nine tenths), so that what differs is
rounding alone. Scalars (learning rates, corrections, powers) and vectors are told apart because
float32 frameworks do so: they compute scalars in double and round them where they meet a vector.
"""

import math

import mpmath
import numpy


class Exact:
    """50 decimal digits: what the formula says, as far as a double can tell."""

    name = "float64"

    def __init__(self):
        mpmath.mp.dps = 50

    def scalar(self, x):
        return mpmath.mpf(x)

    def vector(self, numbers):
        return numpy.array([mpmath.mpf(x) for x in numbers], dtype=object)

    def root(self, x):
        """Of a scalar."""
        return mpmath.sqrt(x)

    def cos(self, x):
        return mpmath.cos(x)

    pi = property(lambda self: +mpmath.pi)

    def sqrt(self, x):
        """Of a vector."""
        return numpy.array([mpmath.sqrt(each) for each in x], dtype=object)

    def sign(self, x):
        return numpy.array([mpmath.sign(each) for each in x], dtype=object)

    def norm(self, x):
        return mpmath.sqrt(sum((each * each for each in x), mpmath.mpf(0)))

    def text(self, x):
        """20 significant digits: read as the nearest double."""
        return mpmath.nstr(mpmath.mpf(x), 20, strip_zeros=True).removesuffix(".0")


class Single:
    """float32 with a rounding after every operation on vectors; scalars are double."""

    name = "float32"

    def scalar(self, x):
        return float(x)

    def vector(self, numbers):
        return numpy.array(numbers, dtype=numpy.float32)

    def root(self, x):
        return math.sqrt(x)

    def cos(self, x):
        return math.cos(x)

    pi = math.pi

    def sqrt(self, x):
        return numpy.sqrt(x)

    def sign(self, x):
        return numpy.sign(x)

    def norm(self, x):
        total = numpy.float32(0)
        for each in x:
            total = numpy.float32(total + each * each)
        return numpy.sqrt(total)

    def text(self, x):
        """Exactly, as the double that it also is."""
        return repr(float(x)).removesuffix(".0")

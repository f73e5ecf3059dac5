#!/usr/bin/env python3
"""Prints the coefficients of Sources/SimCore/Mathematics as hexadecimal literals.

    pip install mpmath==1.3.0
    scripts/elementary-coefficients.py
"""

from mpmath import chebyfit, cos, exp, floor, frexp, ldexp, log, mp, mpf, pi, sin, sqrt

mp.prec = 200


def fit(name, function, low, high, terms):
    """A near-minimax polynomial, lowest degree first."""
    print(name)
    for coefficient in reversed(chebyfit(function, [low, high], terms)):
        print(" ", float(coefficient).hex())


def cut(x, bits):
    """The leading bits of x, so that a small whole number times it is exact."""
    mantissa, exponent = frexp(x)
    return ldexp(floor(ldexp(mantissa, bits)), exponent - bits)


def parts(name, x, *bits):
    """x as a sum of doubles of which the first ones are short."""
    values = []
    for count in bits:
        values.append(cut(x, count))
        x -= values[-1]
    values.append(x)
    print(name, *(float(value).hex() for value in values))


def log_tail(z):
    """(log((1 + s) / (1 - s)) - 2s) / (s z) at z = s s."""
    if z < mpf("1e-12"):
        return mpf(2) / 3 + 2 * z / 5
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)


def exp_tail(r):
    """(exp(r) - 1 - r) / r^2."""
    return mpf(1) / 2 + r / 6 if abs(r) < mpf("1e-15") else (exp(r) - 1 - r) / (r * r)


def sin_tail(z):
    """(sin(x) - x) / x^3 at z = x x."""
    if z < mpf("1e-12"):
        return -mpf(1) / 6 + z / 120
    x = sqrt(z)
    return (sin(x) - x) / (x * z)


def cos_tail(z):
    """(cos(x) - 1 + z / 2) / z^2 at z = x x."""
    if z < mpf("1e-12"):
        return mpf(1) / 24 - z / 720
    return (cos(sqrt(z)) - 1 + z / 2) / (z * z)


def main():
    margin = mpf("1.001")
    fit("log", log_tail, mpf(0), ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * margin, 7)
    half = log(2) / 2 * margin
    fit("exp", exp_tail, -half, half, 11)
    quarter = (pi / 4 * margin) ** 2
    fit("sin", sin_tail, mpf(0), quarter, 7)
    fit("cos", cos_tail, mpf(0), quarter, 7)
    parts("ln 2", log(mpf(2)), 32)
    parts("log10 2", log(mpf(2)) / log(mpf(10)), 32)
    parts("pi / 2", pi / 2, 33, 33)
    parts("1 / ln 2", 1 / log(mpf(2)), 53)
    parts("1 / ln 10", 1 / log(mpf(10)), 53)


if __name__ == "__main__":
    main()

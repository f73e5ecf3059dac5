#!/usr/bin/env python3
"""Prints the coefficients of Sources/SimCore/Mathematics as hexadecimal literals.

    pip install mpmath==1.3.0
    scripts/elementary-coefficients.py
"""

from mpmath import chebyfit, cos, erf, erfc, euler, exp, floor, frexp, ldexp, log, loggamma
from mpmath import mp, mpf, pi, sin, sqrt

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


def error_share(z):
    """(erf(x) - x) / x at z = x x."""
    if z < mpf("1e-30"):
        return 2 / sqrt(pi) - 1
    x = sqrt(z)
    return erf(x) / x - 1


def error_scaled(x):
    """exp(x x) erfc(x)."""
    return exp(x * x) * erfc(x)


def error_far(w):
    """x exp(x x) erfc(x) at w = 1 / (x x)."""
    x = 1 / sqrt(w)
    return x * error_scaled(x)


def gamma_middle(t):
    """log(gamma(2 + t)) / (t (1 + t))."""
    if abs(t) < mpf("1e-25"):
        return 1 - euler
    return loggamma(2 + t) / (t * (1 + t))


def special():
    """For Elementary+Error and Elementary+Gamma."""
    fit("erf to 0.5", error_share, mpf(0), mpf("0.2500001"), 9)
    pieces = (("0.5", "1", 14), ("1", "1.75", 15), ("1.75", "3", 17), ("3", "5", 18))
    for low, high, terms in pieces:
        middle = (mpf(low) + mpf(high)) / 2
        fit(f"erfc {low} to {high}", lambda d, m=middle: error_scaled(m + d),
            mpf(low) - middle, mpf(high) - middle, terms)
    fit("erfc from 5", error_far, mpf(1) / 27**2, mpf(1) / 25, 12)
    fit("gamma", gamma_middle, mpf("-0.75"), mpf("0.55"), 22)


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
    special()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes the vectors that the tests of SimCore compare with: values from other implementations.

    pip install mpmath==1.3.0 hdrhistogram==0.10.8 tzdata==2026.6
    scripts/generate-test-vectors.py
"""

import random
import struct
import zoneinfo
from datetime import datetime, timezone
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

import mpmath
import tzdata
from hdrh.histogram import HdrHistogram
from mpmath import mp, mpf

TESTS = Path(__file__).resolve().parent.parent / "Tests/SimCoreTests"
mp.prec = 300
getcontext().prec = 1_200


def write(file, source, doc, lines):
    text = [
        f"/// {doc}",
        "///",
        f"/// Written by scripts/generate-test-vectors.py from {source}.",
        f"enum {Path(file).stem} {{",
        '  static let text = """',
        *("    " + line for line in lines),
        '    """',
        "}",
    ]
    path = TESTS / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(text) + "\n")
    print(file, len(text), "lines")


def bits(x):
    return f"{struct.unpack('>Q', struct.pack('>d', x))[0]:016x}"


def packed(items, width=94):
    """Items separated by blanks, as many in a line as fit."""
    line = ""
    for item in items:
        if line and len(line) + 1 + len(item) > width:
            yield line
            line = ""
        line = f"{line} {item}" if line else item
    yield line


def elementary():
    """Arguments, and results as a sum of two doubles, so that errors below 1 ulp show."""
    source = random.Random(1)

    def spread(low, high):
        return [2 ** source.uniform(low, high) for _ in range(20)]

    def near(low, high, count=20):
        return [source.uniform(low, high) for _ in range(count)]

    positive = spread(-1_000, 1_000) + near(0.5, 2) + [0.5, 0.7071067811865476, 2.0, 5e-308]
    angles = near(-4, 4) + near(-1e6, 1e6) + [0.0, 1e-9, 1.5707963267948966, 3.141592653589793]
    shares = near(0, 1) + [2 ** -source.uniform(1, 52) for _ in range(20)] + [0.5, 0.075, 0.925]
    functions = {
        "log": (mpmath.log, positive),
        "log2": (lambda x: mpmath.log(x) / mpmath.log(2), positive),
        "log10": (lambda x: mpmath.log(x) / mpmath.log(10), positive),
        "exp": (mpmath.exp, near(-700, 709) + near(-2, 2) + [0.0, 1.0, 1e-12]),
        "sin": (mpmath.sin, angles),
        "cos": (mpmath.cos, angles),
        "normalQuantile": (lambda p: mpmath.sqrt(2) * mpmath.erfinv(2 * p - 1), shares),
        "normalProbability": (mpmath.ncdf, near(-37, 8) + near(-3, 3) + [0.0, 7.2, -7.2]),
        "logFactorial": (lambda k: mpmath.loggamma(k + 1), [2.0, 3.0, 7.0, 8.0, 9.0, 20.0, 170.0,
                                                            1_000.0, 1e5, 1e9]),
    }
    for name, (function, arguments) in functions.items():
        for x in arguments:
            yield vector(name, x, 0.0, function(mpf(x)))
    for x, y in zip(spread(-40, 40), near(-12, 12)):
        yield vector("pow", x, y, mpf(x) ** mpf(y))
    for x, y in zip(near(0.9, 1.1), near(-500, 500)):
        yield vector("pow", x, y, mpf(x) ** mpf(y))


def vector(name, x, y, result):
    high = float(result)
    return f"{name} {bits(x)} {bits(y)} {bits(high)} {bits(float(result - mpf(high)))}"


def student():
    for degrees in (1, 2, 3, 4, 5, 9, 10, 29, 30, 99, 100, 199, 200, 201, 250, 500, 1_000, 10_000):
        n = mpf(degrees)
        for confidence in ("0.9", "0.95", "0.99", "0.999"):

            low, high = mpf("0.1"), mpf(700)
            for _ in range(80):
                middle = (low + high) / 2
                x = n / (n + middle * middle)
                outside = mpmath.betainc(n / 2, mpf(1) / 2, 0, x, regularized=True)
                low, high = (middle, high) if outside > 1 - mpf(confidence) else (low, middle)
            yield f"{degrees} {confidence} {mpmath.nstr(low, 17)}"


def decimals():
    source = random.Random(2)
    values = [0.5, 1.5, 2.5, 0.125, 0.375, 1.005, 2.675, 1e15 + 0.5, 1e22, 1e23, 5e-324, 0.1]
    values += [0.05, 0.45, 0.9995, 0.99949999999999994, 123456789.125, 4503599627370497.5, 1e300]
    values += [2.0**63, 2.0**64, 2.0**113, 9007199254740993.0, 1.7976931348623157e308, 9.5, 99.5]
    values += [source.uniform(0, 10) for _ in range(30)]
    values += [2 ** source.uniform(-60, 90) for _ in range(40)]
    values += [source.randrange(1 << 20) / 1_024 for _ in range(30)]
    for value in values:
        for places in sorted(source.sample(range(10), 2) + [18 if value < 1e6 else 0]):
            text = f"{Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
            if len(text) < 70:
                yield f"{bits(value)} {places} {text}"


def significant():
    source = random.Random(3)
    values = [2 ** source.uniform(-30, 60) for _ in range(60)]
    values += [9.996, 99.95, 999.5, 0.0009995, 1249.6, 1250.0, 1_000.0, 0.1, 1.0, 10.0]
    for value in values:
        digits = source.randrange(1, 8)
        exact = Decimal(value)
        step = Decimal(1).scaleb(exact.adjusted() - digits + 1)
        rounded = exact.quantize(step, ROUND_HALF_UP)
        # Rounding up to the next power of ten leaves one digit too many.
        if rounded.adjusted() > exact.adjusted():
            rounded = rounded.quantize(step.scaleb(1))
        yield f"{bits(value)} {digits} {rounded:f}"


def generator(seed):
    """Knuth's MMIX generator, which the tests run as well."""
    state = seed
    while True:
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        yield state >> 33


def histogram():
    """Seed, greatest value, and the microseconds at quantiles given in 1/10,000."""
    for seed, limit in ((1, 2_000), (2, 300_000), (3, 20_000_000), (4, 7_000_000_000)):
        histogram = HdrHistogram(1, 7_200_000_000, 3)
        values = generator(seed)
        for _ in range(10_000):
            scale = next(values) % limit + 1
            histogram.record_value(next(values) % scale + 1)
        parts = [f"{seed} {limit}"]
        for share in (1, 10, 100, 1_000, 2_500, 5_000, 7_500, 9_000, 9_500, 9_900, 9_990, 9_999):
            parts.append(f"{share}:{histogram.get_value_at_percentile(share / 100)}")
        yield from packed(parts[0].split() + parts[1:] + ["/"])


def checksum(words):
    """FNV-1a over 64-bit words."""
    value = 0xCBF29CE484222325
    for word in words:
        value = ((value ^ (word % 2**64)) * 0x100000001B3) % 2**64
    return value


class Zone:
    """Offsets by Python's zoneinfo, from the tzdata package alone."""

    first = int(datetime(2000, 1, 1, tzinfo=timezone.utc).timestamp())
    last = int(datetime(2100, 1, 1, tzinfo=timezone.utc).timestamp())

    def __init__(self, name):
        self.info = zoneinfo.ZoneInfo(name)

    def offset(self, time):
        return int(datetime.fromtimestamp(time, self.info).utcoffset().total_seconds())

    def transitions(self):
        """Each with its new offset: found by days, then by halving."""
        offset = self.offset(self.first)
        for day in range(self.first, self.last, 86_400):
            end = min(day + 86_400, self.last)
            if self.offset(end) != offset:
                low, high = day, end
                while high - low > 1:
                    middle = (low + high) // 2
                    if self.offset(middle) == offset:
                        low = middle
                    else:
                        high = middle
                offset = self.offset(high)
                yield high, offset


def zones():
    """A checksum of all transitions of a century for each zone, then some offsets to read."""
    zoneinfo.reset_tzpath(to=[])
    folder = Path(tzdata.__file__).parent
    names = sorted((folder / "zones").read_text().split())
    known = {}
    items = []
    for name in names:
        data = (folder / "zoneinfo" / name).read_bytes()
        if data not in known:
            zone = Zone(name)
            words = [zone.offset(Zone.first)]
            for moment, offset in zone.transitions():
                words += [moment, offset]
            known[data] = f"{checksum(words):016x}"
        items.append(f"{name}={known[data]}")
    yield from packed(items)


def moments():
    """Random instants in random zones: name, Unix time, offset."""
    zoneinfo.reset_tzpath(to=[])
    names = sorted((Path(tzdata.__file__).parent / "zones").read_text().split())
    source = random.Random(4)
    items = []
    for _ in range(600):
        name = source.choice(names)
        time = source.randrange(Zone.first, Zone.last)
        items.append(f"{name},{time},{Zone(name).offset(time)}")
    yield from packed(items)


def main():
    write("Mathematics/ElementaryVectors.swift", "mpmath",
          "Function, arguments, and the result as two doubles.", elementary())
    write("Mathematics/StudentVectors.swift", "mpmath",
          "Degrees of freedom, confidence, quantile of |t|.", student())
    write("Text/DecimalVectors.swift", "Python's decimal", "Double, decimals, text.", decimals())
    write("Text/SignificantVectors.swift", "Python's decimal", "Double, digits, text.",
          significant())
    write("Statistics/HistogramVectors.swift", "hdrhistogram",
          "Seed, limit, quantiles in 1/10,000 and their microseconds.", histogram())
    write("Time/ZoneVectors.swift", f"zoneinfo and tzdata {tzdata.IANA_VERSION}",
          "Zone, checksum of its transitions from 2000 to 2100.", zones())
    write("Time/MomentVectors.swift", f"zoneinfo and tzdata {tzdata.IANA_VERSION}",
          "Zone, Unix time, offset in seconds.", moments())


if __name__ == "__main__":
    main()

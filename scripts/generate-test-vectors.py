#!/usr/bin/env python3
"""Writes the vectors that the tests of SimCore compare with: values from other implementations.

    pip install mpmath==1.3.0 hdrhistogram==0.10.8 tzdata==2026.6 \
        scipy==1.17.1 pymser==1.0.22
    scripts/generate-test-vectors.py
"""

import base64
import random
import struct
import zlib
import zoneinfo
from datetime import datetime, timezone
from decimal import ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

import mpmath
import numpy as np
import tzdata
from hdrh.histogram import HdrHistogram
from mpmath import mp, mpf
from pymser import pymser
from scipy import stats

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


def two_parts(value):
    """A number as the hexadecimal bits of two doubles that sum up to it."""
    high = float(value)
    return f"{bits(high)} {bits(float(value - mpf(high)))}"


def lower_gamma(a, x):
    return mpmath.gammainc(a, 0, x, regularized=True)


def upper_gamma(a, x):
    return mpmath.gammainc(a, x, mpmath.inf, regularized=True)


def lower_beta(a, b, x):
    return mpmath.betainc(a, b, 0, x, regularized=True)


def t_tail(n, t):
    """P(T > t) for t >= 0."""
    return lower_beta(n / 2, mpf(1) / 2, n / (n + t * t)) / 2


def root(function, low, high):
    """Where a rising function is zero, by halving in the logarithm."""
    low, high = mpf(low), mpf(high)
    for _ in range(220):
        middle = mpmath.sqrt(low * high)
        low, high = (low, middle) if function(middle) > 0 else (middle, high)
    return low


def special():
    """Function, number of arguments, arguments, and the result as two doubles."""
    source = random.Random(6)
    rows = []

    def add(name, function, *arguments):
        value = function(*(mpf(x) for x in arguments))
        rows.append(" ".join([name, str(len(arguments)), *map(bits, arguments), two_parts(value)]))

    for _ in range(24):
        add("erf", mpmath.erf, source.choice([source.uniform(-5, 5), 2 ** source.uniform(-30, 0)]))
        add("erfc", mpmath.erfc, source.uniform(-5, 26))
        add("logGamma", mpmath.loggamma, 2 ** source.uniform(-40, 40))
        add("logGamma", mpmath.loggamma, source.uniform(0.7, 2.6))
        add("gamma", mpmath.gamma, source.uniform(0, 171))
        add("log1p", mpmath.log1p, source.choice([-1, 1]) * 2 ** source.uniform(-60, -0.1))
    with mpmath.workprec(160):
        for _ in range(24):
            a = 2 ** source.uniform(-3, 12)
            x = max(0.001, a + source.uniform(-5, 7) * a**0.5)
            low = float(lower_gamma(mpf(a), mpf(x))) < 0.5
            add(*(("gammaLower", lower_gamma) if low else ("gammaUpper", upper_gamma)), a, x)
            a, b, x = 2 ** source.uniform(-2, 8), 2 ** source.uniform(-2, 8), source.random()
            if float(lower_beta(mpf(a), mpf(b), mpf(x))) < 0.5:
                add("betaLower", lower_beta, a, b, x)
            n, t = 2 ** source.uniform(-1, 9), -source.uniform(0, 8)
            add("tProbability", lambda n, t: t_tail(n, -t), n, t)
        for _ in range(16):
            p = source.choice([source.random(), 2 ** -source.uniform(1, 50)])
            a = 2 ** source.uniform(-3, 10)
            add("gammaInverse", lambda a, p: root(
                lambda x: lower_gamma(a, x) - p, "1e-150", 1e5), a, p)
            n = 2 ** source.uniform(-1, 8)
            add("tQuantile", t_quantile, n, p)
            a, b = 2 ** source.uniform(-1, 7), 2 ** source.uniform(-1, 7)
            p = source.random() / 2
            add("betaInv", lambda a, b, p: root(
                lambda x: lower_beta(a, b, x) - p, "1e-60", 1), a, b, p)
    yield from rows


def t_quantile(n, p):
    tail = min(p, 1 - p)
    value = root(lambda t: tail - t_tail(n, t), "1e-30", "1e40")
    return -value if p < 0.5 else value


def ex_gaussian(mu, sigma, tau, x):
    """The distribution function."""
    z = (x - mu) / sigma
    power = sigma * sigma / (2 * tau * tau) - (x - mu) / tau
    return mpmath.ncdf(z) - mpmath.exp(power) * mpmath.ncdf(z - sigma / tau)


def variates():
    """Family, parameters, probability, quantile; counts have whole quantiles."""
    source = random.Random(7)
    with mpmath.workprec(120):
        for _ in range(30):
            p = source.choice([source.random(), 1e-3 * source.random(), 1 - 1e-3 * source.random()])
            shape = round(2 ** source.uniform(-3, 8), 3)
            x = root(lambda x, a=shape: lower_gamma(mpf(a), x) - mpf(p), "1e-200", 1e4)
            yield f"gamma {shape} 1 {p!r} {mpmath.nstr(x, 17)}"
            mu, sigma, tau = (round(source.uniform(0.05, 2), 3) for _ in range(3))
            low, high = mpf(-30), mpf(60)
            for _ in range(120):
                middle = (low + high) / 2
                above = ex_gaussian(mpf(mu), mpf(sigma), mpf(tau), middle) > mpf(p)
                low, high = (low, middle) if above else (middle, high)
            yield f"exGaussian {mu} {sigma} {tau} {p!r} {mpmath.nstr(low, 17)}"
            least, power = round(source.uniform(0.1, 9), 3), round(source.uniform(0.5, 5), 3)
            x = mpf(least) * (1 - mpf(p)) ** (-1 / mpf(power))
            yield f"pareto {least} {power} {p!r} {mpmath.nstr(x, 17)}"
    for _ in range(40):
        p = source.choice([source.random(), 1e-3 * source.random(), 1 - 1e-3 * source.random()])
        mean = round(2 ** source.uniform(-4, 14), 3)
        yield f"poisson {mean} {p!r} {int(stats.poisson.ppf(p, mean))}"
        yield f"geometric {mean} {p!r} {int(stats.geom.ppf(p, 1 / (1 + mean))) - 1}"
        trials, chance = source.randrange(1, 3_000), round(source.random(), 3)
        yield f"binomial {trials} {chance} {p!r} {int(stats.binom.ppf(p, trials, chance))}"


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


def histogram_of(seed, limit, count):
    """Recorded as `histogram()` does."""
    histogram = HdrHistogram(1, 7_200_000_000, 3)
    values = generator(seed)
    for _ in range(count):
        scale = next(values) % limit + 1
        histogram.record_value(next(values) % scale + 1)
    return histogram


def single_zeros(payload):
    """With one empty bucket as the count 0, as Java writes it: hdrhistogram writes a run of 1."""
    header, body = payload[:40], bytearray(payload[40:])
    at = 0
    while at < len(body):
        end = at
        while body[end] & 0x80 and end - at < 8:
            end += 1
        if body[at:end + 1] == b"\x01":
            body[at] = 0
        at = end + 1
    return header + bytes(body)


def payloads():
    """Seed, greatest value, count, length and checksum of the uncompressed V2 payload."""
    for seed, limit, count in ((1, 2_000, 0), (1, 2_000, 1), (2, 300_000, 9_000),
                               (3, 20_000_000, 2_000), (4, 7_000_000_000, 300), (5, 3, 7_000)):
        frame = base64.b64decode(histogram_of(seed, limit, count).encode())
        payload = single_zeros(zlib.decompress(frame[8:]))
        yield f"{seed} {limit} {count} {len(payload)} {checksum(payload):016x}"


def encoded():
    """Seed, greatest value, count, and the compressed V2 encoding in Base64."""
    for seed, limit, count in ((1, 2_000, 1), (3, 20_000_000, 150), (4, 7_000_000_000, 60)):
        text = histogram_of(seed, limit, count).encode().decode()
        yield f"{seed} {limit} {count} /"
        yield from (text[at:at + 90] for at in range(0, len(text), 90))
        yield "/"


class KeyedDraws(np.random.Generator):
    """Draws of `DrawKey(seed:)`, as whole numbers below n."""

    mask = 2**64 - 1

    def __new__(cls, seed, purpose):
        return super().__new__(cls, np.random.PCG64())

    def __init__(self, seed, purpose):
        super().__init__(np.random.PCG64())
        name = 0xCBF29CE484222325
        for byte in purpose.encode():
            name = ((name ^ byte) * 0x100000001B3) & self.mask
        self.key = self.finish((seed + 0x9E3779B97F4A7C15) & self.mask) ^ self.finish(name)

    def finish(self, x):
        x = ((x ^ x >> 30) * 0xBF58476D1CE4E5B9) & self.mask
        x = ((x ^ x >> 27) * 0x94D049BB133111EB) & self.mask
        return x ^ x >> 31

    def draw(self, index):
        x = (index * 0x9E3779B97F4A7C15 + self.key) & self.mask
        x = ((x ^ x >> 30) * 0xBF58476D1CE4E5B9) & self.mask
        x ^= (self.key << 32 | self.key >> 32) & self.mask
        x = ((x ^ x >> 27) * 0x94D049BB133111EB) & self.mask
        return x ^ x >> 31

    def integers(self, low, high=None, size=None, dtype=np.int64, endpoint=False):
        count = int(np.prod(size))
        picks = [low + (self.draw(index) * (high - low) >> 64) for index in range(count)]
        return np.array(picks, dtype=dtype).reshape(size)


def bootstraps():
    """Statistic, seed, resamples, the interval, and the values."""
    source = random.Random(8)
    statistics = {
        "mean": lambda x, axis: np.mean(x, axis=axis),
        "variance": lambda x, axis: np.var(x, axis=axis, ddof=1),
        "median": lambda x, axis: np.median(x, axis=axis),
    }
    for seed in range(12):
        count = source.randrange(8, 40)
        values = [round(source.expovariate(1) * 8 + source.gauss(0, 1), 3) for _ in range(count)]
        name = list(statistics)[seed % 3]
        result = stats.bootstrap(
            (np.array(values),), statistics[name], n_resamples=500, confidence_level=0.95,
            method="BCa", vectorized=True, rng=KeyedDraws(seed, "bootstrap.resample"))
        low, high = (float(x) for x in result.confidence_interval)
        yield f"{name} {seed} 500 {low!r} {high!r} /"
        yield from packed([*map(str, values), "/"])


def warm_ups():
    """Seed, number of values, first excess, its decay, and the values to drop."""
    for seed, count, start, decay in ((1, 500, 10.0, 0.97), (2, 800, 4.0, 0.99), (3, 400, 0.0, 0.5),
                                       (4, 2_000, -30.0, 0.98), (5, 1_003, 2.0, 0.995)):
        noise = generator(seed)
        values, state, excess = [], 0.0, start
        for _ in range(count):
            state = 0.7 * state + (next(noise) % 1_000 / 1_000 - 0.5)
            values.append(5 + excess + state)
            excess *= decay
        curve = pymser.calculate_MSEm(np.array(values), 5)
        yield f"{seed} {count} {start} {decay} {int(pymser.MSERm_index(curve, 5))}"


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
    write("Mathematics/SpecialVectors.swift", "mpmath",
          "Function, count of arguments, arguments, and the result as two doubles.", special())
    write("Random/VariateVectors.swift", "mpmath and scipy",
          "Family, parameters, probability, quantile.", variates())
    write("Text/DecimalVectors.swift", "Python's decimal", "Double, decimals, text.", decimals())
    write("Text/SignificantVectors.swift", "Python's decimal", "Double, digits, text.",
          significant())
    write("Statistics/HistogramVectors.swift", "hdrhistogram",
          "Seed, limit, quantiles in 1/10,000 and their microseconds.", histogram())
    write("Statistics/PayloadVectors.swift", "hdrhistogram",
          "Seed, limit, count, length and checksum of the uncompressed payload.", payloads())
    write("../RunReportsTests/EncodedVectors.swift", "hdrhistogram",
          "Seed, limit, count, and the compressed encoding.", encoded())
    write("Statistics/BootstrapVectors.swift", "scipy",
          "Statistic, seed, resamples, BCa interval, values.", bootstraps())
    write("Statistics/WarmUpVectors.swift", "pymser",
          "Seed, count, first excess, its decay, values to drop.", warm_ups())
    write("Time/ZoneVectors.swift", f"zoneinfo and tzdata {tzdata.IANA_VERSION}",
          "Zone, checksum of its transitions from 2000 to 2100.", zones())
    write("Time/MomentVectors.swift", f"zoneinfo and tzdata {tzdata.IANA_VERSION}",
          "Zone, Unix time, offset in seconds.", moments())


if __name__ == "__main__":
    main()

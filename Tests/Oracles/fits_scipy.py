"""Vectors for Tests/SimCoreTests/Fitting/FitVectors.swift: python3 fits_scipy.py (scipy, numpy).

Prints, for each family and seed, the parameters that scipy's optimisers find for a sample by maximum
likelihood, the log-likelihood there, the distance of Kolmogorov and Smirnov and the statistic of
Anderson and Darling, and then the sample, in milliseconds. Nothing here is taken from simrun: the
estimates are those of `scipy.stats.*.fit`, or of a minimiser on scipy's own densities.
"""
import numpy as np
from scipy import optimize, stats

SIZE = 300


def goodness(sample, distribution):
    x = np.sort(sample)
    n = len(x)
    distance = stats.kstest(x, distribution.cdf).statistic
    i = np.arange(1, n + 1)
    a2 = -n - np.mean((2 * i - 1) * (distribution.logcdf(x) + distribution.logsf(x)[::-1]))
    return distance, a2


def best(sample, make, starts):
    """The point of the least negative log-likelihood over several starts, polished twice."""
    def cost(point):
        with np.errstate(all="ignore"):
            value = -np.sum(make(point).logpdf(sample))
        return value if np.isfinite(value) else 1e300
    options = {"xatol": 1e-11, "fatol": 1e-11, "maxiter": 40000, "maxfev": 40000}
    found = None
    for start in starts:
        point = start
        for _ in range(3):
            result = optimize.minimize(cost, point, method="Nelder-Mead", options=options)
            point = result.x
        if found is None or result.fun < found.fun:
            found = result
    return found.x


def log_normal(sample, rng):
    sigma, _, median = stats.lognorm.fit(sample, floc=0)
    return [median, sigma], stats.lognorm(sigma, 0, median)


def gamma(sample, rng):
    shape, _, scale = stats.gamma.fit(sample, floc=0)
    return [shape * scale, shape], stats.gamma(shape, 0, scale)


def pareto(sample, rng):
    least = sample.min()
    shape, _, _ = stats.pareto.fit(sample, floc=0, fscale=least)
    return [least, shape], stats.pareto(shape, 0, least)


def shifted(sample, rng):
    # From inside the region of the local maximum: the likelihood is unbounded at the least value.
    make = lambda p: stats.lognorm(np.exp(p[0]), p[1], np.exp(p[2]))
    starts = [[np.log(0.5), sample.min() * part, np.log(np.median(sample) - sample.min() * part)]
              for part in (0.5, 0.7, 0.8)]
    point = best(sample, make, starts)
    sigma, shift, scale = np.exp(point[0]), point[1], np.exp(point[2])
    return [shift, shift + scale, sigma], stats.lognorm(sigma, shift, scale)


def ex_gaussian(sample, rng):
    make = lambda p: stats.exponnorm(np.exp(p[2] - p[1]), p[0], np.exp(p[1]))
    spread = sample.std()
    starts = [[sample.mean() - part * spread, np.log(spread * (1 - part)), np.log(spread * part)]
              for part in (0.4, 0.6, 0.8)]
    mu, s, t = best(sample, make, starts)
    return [mu, np.exp(s), np.exp(t)], stats.exponnorm(np.exp(t - s), mu, np.exp(s))


CASES = [
    ("log-normal", log_normal, lambda rng: rng.lognormal(np.log(550), 0.77, SIZE)),
    ("log-normal", log_normal, lambda rng: rng.lognormal(np.log(247), 0.114, SIZE)),
    ("gamma", gamma, lambda rng: rng.gamma(4, 60, SIZE)),
    ("gamma", gamma, lambda rng: rng.gamma(0.7, 400, SIZE)),
    ("gamma", gamma, lambda rng: rng.gamma(90, 3, SIZE)),
    ("shifted log-normal", shifted, lambda rng: 150 + rng.lognormal(np.log(90), 0.6, SIZE)),
    ("shifted log-normal", shifted, lambda rng: 300 + rng.lognormal(np.log(200), 0.9, SIZE)),
    ("ex-Gaussian", ex_gaussian, lambda rng: rng.normal(250, 20, SIZE) + rng.exponential(80, SIZE)),
    ("ex-Gaussian", ex_gaussian, lambda rng: rng.normal(400, 60, SIZE) + rng.exponential(70, SIZE)),
    ("Pareto", pareto, lambda rng: 120 * (1 + rng.pareto(2.5, SIZE))),
]

for index, (name, fit, draw) in enumerate(CASES):
    rng = np.random.default_rng(1000 + index)
    sample = np.round(draw(rng), 3)
    parameters, distribution = fit(sample, rng)
    likelihood = np.sum(distribution.logpdf(sample))
    distance, a2 = goodness(sample, distribution)
    print(name.replace(" ", "_"), *[f"{p:.10g}" for p in parameters], "|",
          *[f"{figure:.7g}" for figure in (likelihood, distance, a2)])
    for start in range(0, SIZE, 10):
        print(" ".join(f"{value:.3f}" for value in sample[start:start + 10]))

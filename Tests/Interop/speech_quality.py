"""Holds the E-model's ratings against PESQ (ITU-T P.862, the PyPI package pesq).

    speech_quality.py SIMRUN [--table]

Speech that has lost packets is rendered by `simrun bench audio --conditions`. Scores of another
scale need not be the same, but they have to rank the conditions alike.
"""

import csv
import subprocess
import sys
import tempfile
import wave

import numpy
import pesq

RANK_MIN = 0.9


def samples(path):
    with wave.open(path) as file:
        return file.getframerate(), numpy.frombuffer(file.readframes(file.getnframes()), "<i2")


def score(folder, row):
    rate, reference = samples(f"{folder}/{row['reference']}")
    _, heard = samples(f"{folder}/{row['file']}")
    return pesq.pesq(rate, reference, heard, "nb" if rate == 8000 else "wb")


def ranks(values):
    order = sorted(range(len(values)), key=lambda index: values[index])
    found = [0.0] * len(values)
    for rank, index in enumerate(order):
        found[index] = float(rank)
    return numpy.array(found)


def spearman(left, right):
    return float(numpy.corrcoef(ranks(left), ranks(right))[0, 1])


def conditions(folder):
    """Means over voices, texts and seeds, by condition."""
    grouped = {}
    with open(f"{folder}/index.csv", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["codec"], row["repair"], row["network"])
            values = (
                float(row["loss"]), float(row["burst_ratio"]), float(row["rating"] or "nan"),
                score(folder, row),
            )
            grouped.setdefault(key, []).append(values)
    return {key: [*numpy.mean(rows, axis=0), len(rows)] for key, rows in grouped.items()}


def check(name, holds, detail):
    print(f"{'ok' if holds else 'FAILED'} {name}: {detail}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], "bench", "audio", "--conditions", folder], check=True)
        found = conditions(folder)
    if "--table" in sys.argv:
        print("| codec | repair | losses | lost % | BurstR | R | PESQ | n |")
        print("|---|---|---|---|---|---|---|---|")
        for (codec, repair, network), (loss, burst, rating, heard, count) in found.items():
            shown = "-" if numpy.isnan(rating) else f"{rating:.1f}"
            print(f"| {codec} | {repair} | {network.replace('_', ' % ')} | {100 * loss:.1f} "
                  f"| {burst:.2f} | {shown} | {heard:.2f} | {count} |")
    narrow = [values for (codec, *_), values in found.items() if codec == "mu-law"]
    rank = spearman([values[2] for values in narrow], [values[3] for values in narrow])
    check("PESQ ranks G.711 as the E-model does", rank >= RANK_MIN and len(narrow) == 12,
          f"Spearman {rank:.3f} of {len(narrow)} conditions")
    for network in sorted({network for codec, _, network in found if codec == "opus"}):
        forward, concealed, silent = (
            found["opus", repair, network][3] for repair in ("correction", "concealment", "silence")
        )
        check(f"Opus, {network}: FEC and PLC beat silence", min(forward, concealed) > silent,
              f"{forward:.2f} and {concealed:.2f} against {silent:.2f}")


main()

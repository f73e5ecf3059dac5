"""Writes word alignments scored by jiwer, the oracle of WordErrors.

Usage: word-error-vectors.py > Tests/VoicePipelineTests/Records/WordErrorVectors.swift
Needs: pip install jiwer
"""
import random

import jiwer

rnd = random.Random(7)
vocabulary = "i you we the a to move my appointment tuesday friday please yes no at four".split()
rows = []
for _ in range(60):
    reference = [rnd.choice(vocabulary) for _ in range(rnd.randint(1, 12))]
    hypothesis = []
    for word in reference:
        luck = rnd.random()
        if luck < 0.12:
            continue
        hypothesis.append(rnd.choice(vocabulary) if luck < 0.3 else word)
        if luck > 0.9:
            hypothesis.append(rnd.choice(vocabulary))
    out = jiwer.process_words(" ".join(reference), " ".join(hypothesis))
    errors = out.substitutions + out.deletions + out.insertions
    rows.append((" ".join(reference), " ".join(hypothesis), errors, len(reference)))

print(f"/// Alignments scored by jiwer {jiwer.__version__ if hasattr(jiwer, '__version__') else 4}; see")
print("/// `scripts/word-error-vectors.py`.")
print("enum WordErrorVectors {")
print("  static let rows: [(reference: String, hypothesis: String, errors: Int, words: Int)] = [")
for reference, hypothesis, errors, words in rows:
    print("    (")
    print(f'      "{reference}",')
    print(f'      "{hypothesis}", {errors}, {words}')
    print("    ),")
print("  ]")
print("}")

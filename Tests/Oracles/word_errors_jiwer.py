"""Vectors for Tests/VoicePipelineTests/Vectors: python3 word_errors_jiwer.py FOLDER (jiwer 4.0.0).

word-errors-jiwer.txt has what jiwer counts in 10,000 pairs of texts. The pairs are not in it: the
same small generator is written here and in WordErrorPairs.swift. First come lines of a name and a
value: the versions; FNV-1a digests of the texts (UTF-8, each ended by a line feed) and of the rates
(WER, MER, WIP, WIL, CER of each pair as little-endian binary64); the same rates of all pairs pooled.
Then one line a pair: substitutions, deletions and insertions of words, then of characters.

normalisers-jiwer.json has texts with the words that jiwer's transformations make of them.
"""
import importlib.metadata
import json
import pathlib
import struct
import sys

import jiwer
from jiwer import transforms

ENGLISH = "i you we the a to move my appointment tuesday friday please yes no at four".split()
FEW = ["a", "b"]
# Spellings of one character that differ in their code points, and characters beyond the first plane.
WIDE = ["é", "e\u0301", "Å", "\u212b", "A\u030a", "K", "\u212a", "naïve", "日本", "🙂", "👨\u200d👩", "ß"]


class Chance:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        mask = 0xFFFF_FFFF_FFFF_FFFF
        self.state = (self.state + 0x9E37_79B9_7F4A_7C15) & mask
        x = self.state
        x = ((x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9) & mask
        x = ((x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB) & mask
        x ^= x >> 31
        return ((x >> 32) * count) >> 32


def pair(chance):
    kind = chance.below(8)
    words = FEW if kind == 1 else WIDE if kind == 2 else ENGLISH
    length = 0 if kind == 0 else chance.below(40 if chance.below(10) == 0 else 12)
    reference = [words[chance.below(len(words))] for _ in range(length)]
    if chance.below(4) == 0:
        count = chance.below(10)
        hypothesis = [words[chance.below(len(words))] for _ in range(count)]
    else:
        hypothesis = edited(reference, words, chance)
    return joined(reference, chance), joined(hypothesis, chance)


def edited(reference, words, chance):
    percent = [5, 20, 60][chance.below(3)]
    hypothesis = []
    for word in reference:
        luck = chance.below(300)
        if luck >= percent:
            hypothesis.append(word)
        elif luck % 3 == 0:
            hypothesis.append(words[chance.below(len(words))])
        elif luck % 3 == 1:
            hypothesis += [word, words[chance.below(len(words))]]
    return hypothesis


def joined(words, chance):
    gap = chance.below(12)
    return (" " if gap == 1 else "") + ("  " if gap == 2 else " ").join(words)


def fnv(data, digest=0xCBF2_9CE4_8422_2325):
    for byte in data:
        digest = ((digest ^ byte) * 0x100_0000_01B3) & 0xFFFF_FFFF_FFFF_FFFF
    return digest


def rates(words, characters):
    return [float(x) for x in (words.wer, words.mer, words.wip, words.wil, characters.cer)]


def counts(output):
    return [output.substitutions, output.deletions, output.insertions]


def word_errors():
    chance = Chance(20_260_101)
    pairs = [pair(chance) for _ in range(10_000)]
    texts, digits, lines = fnv(b""), fnv(b""), []
    for reference, hypothesis in pairs:
        words = jiwer.process_words(reference, hypothesis)
        characters = jiwer.process_characters(reference, hypothesis)
        texts = fnv((reference + "\n" + hypothesis + "\n").encode(), texts)
        digits = fnv(struct.pack("<5d", *rates(words, characters)), digits)
        lines.append(" ".join(str(count) for count in counts(words) + counts(characters)))
    references, hypotheses = [list(side) for side in zip(*pairs)]
    pooled = rates(
        jiwer.process_words(references, hypotheses),
        jiwer.process_characters(references, hypotheses),
    )
    head = [f"{name} {importlib.metadata.version(name)}" for name in ("jiwer", "rapidfuzz")]
    head += [f"texts {texts:016x}", f"rates {digits:016x}"]
    head += [f"{name} {value!r}" for name, value in zip("wer mer wip wil cer".split(), pooled)]
    return "\n".join(head + lines) + "\n"


TEXTS = [
    "", " ", "Hello, World!", "she'll make sure you can't make it", "let's party!", "won't don't I'm",
    "you <unk> like [laugh] it", "a [b <c] d> e", "open [ never closed", "closed > but never < open",
    "<s>whole</s>", "two  spaces\tand a tab\n", "nbsp\u00a0one and\u00a0\u00a0two", "\u3000wide\u3000",
    "It’s the typographic one", "O'Neill's 5 o'clock", "twenty-five", "Straße GROß", "ΟΔΟΣ Σ ΑΣ.",
    "İstanbul ISTANBUL", "ÉCOLE e\u0301cole", "¿qué? ¡no! «sí» „ja“", "e-mail: a.b@c.de", "100% & $5",
    "they're we've I'd he'll it's isn't 'tis", "dash — and – and -", "ellipsis… end", "日本、語。",
    "under_score", "\x1cseparator\x1d", "a\u2028b", "'", "''s", "can't've", "[]<>", "[a]b<c>d",
]
APOSTROPHE = transforms.SubstituteRegexes({"\u2019": "'"})
DASHES = transforms.SubstituteRegexes({"[\u002d\u058a\u2010-\u2015\u2e3a\u2e3b\u301c\ufe58\uff0d]": " "})
END = [
    transforms.RemoveMultipleSpaces(), transforms.Strip(), transforms.ReduceToListOfListOfWords(),
]
PLAIN = transforms.Compose([
    transforms.ToLowerCase(), APOSTROPHE, transforms.ExpandCommonEnglishContractions(),
    transforms.RemoveKaldiNonWords(), transforms.RemoveWhiteSpace(replace_by_space=True), DASHES,
    transforms.RemovePunctuation(),
] + END)


def normalisers():
    rows = [
        {
            "text": text,
            "spaces": jiwer.transformations.wer_default(text)[0],
            "standardize": jiwer.transformations.wer_standardize(text)[0],
            "plain": PLAIN(text)[0],
            "characters": "".join(jiwer.transformations.cer_default(text)[0]),
        }
        for text in TEXTS
    ]
    return json.dumps(rows, indent=1) + "\n"


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    (folder / "word-errors-jiwer.txt").write_text(word_errors())
    (folder / "normalisers-jiwer.json").write_text(normalisers())

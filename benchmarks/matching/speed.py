"""CPU and memory of matching 10,000 printed names to 5,000 catalogue entries, all made up.

    python -m benchmarks.matching.speed [--names 10000] [--entries 5000]

Entries are made of words of the field by a seeded rule. Printed names are entries as they are (a third), with a slip, a
broken word or another order (a third), and names that are no entry (a third). The clock starts after imports; memory is
the largest resident size of the whole process.
"""

import argparse
import random
import time

from benchmarks.memory import peak
from extractor.matching.decide import decide_all
from extractor.matching.entries import Entries, Entry
from extractor.matching.normalise import read_name
from extractor.matching.view import Side
from extractor.matching.vocabulary import vocabulary
from extractor.remembered import forget

HEADS = ("Persentase", "Jumlah", "Indeks", "Nilai", "Cakupan", "Angka", "Rata-rata", "Tingkat")
SEED = 20240501


def names(count: int, chance: random.Random) -> list[str]:
    """Made-up names of four to eight words."""
    words = sorted(word for word in vocabulary() if len(word) > 4 and word.isalpha())
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{chance.choice(HEADS)} {' '.join(chance.sample(words, chance.randint(3, 7)))}"] = None
    return list(found)


def printed(name: str, chance: random.Random) -> str:
    """A name with a slip, a broken word, or two words that changed places."""
    words = name.split()
    at = chance.randrange(1, len(words))
    word = words[at]
    middle = len(word) // 2
    kind = chance.randrange(3)
    if kind == 0:
        words[at] = word[:middle] + word[middle + 1 :]
    elif kind == 1:
        words[at] = f"{word[:middle]} {word[middle:]}"
    else:
        words[1], words[-1] = words[-1], words[1]
    return " ".join(words)


def main() -> None:
    """Prints seconds, megabytes, and how many names found their entry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=5_000)
    options = parser.parse_args()
    chance = random.Random(SEED)
    known = names(options.entries, chance)
    third = options.names // 3
    asked = [chance.choice(known) for _ in range(third)]
    asked += [printed(chance.choice(known), chance) for _ in range(third)]
    asked += names(options.names - len(asked), chance)
    forget()
    start = time.process_time()
    entries = Entries(Entry(f"e{number}", name) for number, name in enumerate(known))
    built = time.process_time()
    found = decide_all([Side(read_name(name)) for name in asked], entries)
    done = time.process_time()
    matched = sum(match.decision == "matched" for match in found)
    memory = peak()
    print(f"{len(asked)} names against {len(known)} entries: {done - start:.2f} s CPU "
          f"({built - start:.2f} s of it for the index), {memory:.0f} MB, {matched} matched")  # fmt: skip


if __name__ == "__main__":
    main()

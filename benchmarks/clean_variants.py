"""Audits clean reports without number: python -m benchmarks.clean_variants [COUNT [FIRST]].

Prints every error and warning, of which there should be none, and how much CPU a report takes.
"""

import sys
import time

from extractor.audit import audit
from fixtures.variants import reading_of_seed


def main(count: int = 1000, first: int = 0) -> int:
    """The number of false accusations in `count` clean reports."""
    wrong, reading_time, audit_time = 0, 0.0, 0.0
    for seed in range(first, first + count):
        begun = time.process_time()
        reading = reading_of_seed(seed)
        read = time.process_time()
        findings = audit(reading).findings
        reading_time, audit_time = reading_time + read - begun, audit_time + time.process_time() - read
        for finding in findings:
            if finding.severity != "notice":
                wrong += 1
                print(f"seed {seed} page {finding.page} {finding.check} {finding.severity}: {finding.message.en}")
    print(
        f"{count} reports, {wrong} accusations; {reading_time / count:.3f} s to read and {audit_time / count:.3f} s to audit each"
    )
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:3]))))

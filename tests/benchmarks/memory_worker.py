"""Validates all examples, then once more in a forked process.

Reads the names of files from standard input, as JSON. Prints the MiB that the
forked process does not share, then the peak of this one.
"""

import gc
import json
import os
import sys
from pathlib import Path

from sas_validators import Validator
from sas_validators.definitions.builtin import FRENCH, packages_folder

PACKAGES = [packages_folder() / label / "package" for label in FRENCH]


def peak() -> float:
    """The most memory this process has had since it became this program, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def private() -> float:
    """The memory that only this process has, in MiB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def main() -> None:
    files = [Path(name) for name in json.load(sys.stdin)]
    files += [file for package in PACKAGES for file in package.glob("*example/*.json")]
    texts = [file.read_bytes() for file in files]
    validator = Validator.default()

    def judge_all() -> None:
        for text in texts:
            validator.validate(text).to_operation_outcome()

    judge_all()
    highest = peak()
    gc.freeze()
    if os.fork() == 0:
        judge_all()
        os.write(1, f"{private()}\n".encode())
        os._exit(0)
    os.wait()
    os.write(1, f"{highest}\n".encode())


if __name__ == "__main__":
    main()

"""An offline bundle: every package of the lock files as a wheel, ours too, and a script that installs them.

    python -m bundle.build FOLDER [--with ocr web dask]

The wheels are those of the Python and platform that this runs on, checked by the hashes of the lock files. Nothing in the bundle
names where they came from. A machine without network needs that Python with `venv`, and `sh install.sh PLACE`.
"""

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent
WHEELS, SUMS = "wheels", "SHA256SUMS"
# What differs from bundle to bundle stands so in the templates.
PYTHON, PLATFORM, LOCKS = "@PYTHON@", "@PLATFORM@", "@LOCKS@"


def build(folder: Path, extras: Sequence[str] = ()) -> Path:
    """The folder with the bundle; what was there before goes.

    Raises:
        subprocess.CalledProcessError: a package cannot be had as a wheel.
    """
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / WHEELS
    wheels.mkdir(parents=True)
    locks = ["requirements.txt", *(f"requirements-{extra}.txt" for extra in extras)]
    for lock in locks:
        shutil.copy(ROOT / lock, folder / lock)
        _pip("download", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / lock), "-d", str(wheels))
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(_clean_copy(folder / "source")))
    shutil.rmtree(folder / "source")
    for template in ("install.sh", "README.txt"):
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        version = ".".join(platform.python_version_tuple()[:2])
        told = {PYTHON: version, PLATFORM: f"{platform.system()} {platform.machine()}", LOCKS: " ".join(locks)}
        for name, value in told.items():
            text = text.replace(name, value)
        (folder / template).write_text(text, encoding="utf-8")
    _write_sums(folder)
    return folder


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, cwd=ROOT)


def _clean_copy(place: Path) -> Path:
    """What the wheel of the project is made of, so that building leaves nothing in the project."""
    for name in ("extractor", "schemas"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, place / name)
    return place


def _write_sums(folder: Path) -> None:
    """Hashes of all files, as sha256sum reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    ]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Builds a bundle and says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--with", dest="extras", nargs="*", default=[], choices=("ocr", "web", "dask"))
    asked = parser.parse_args()
    folder = build(asked.folder, asked.extras)
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / (1 << 20)
    print(f"{len(files)} files, {size:.0f} MB in {folder}; on a machine without network: sh install.sh PLACE")


if __name__ == "__main__":
    main()

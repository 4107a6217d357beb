"""Make .venv and install pinned requirements when they changed: `python3 install.py FILE`.

Plain enough for an old Python 3 to read, so that it gets a sentence, not a syntax error.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON_STAMP = VENV / "stamp-python"


def main(requirements: str) -> None:
    """Return when .venv holds these requirements; exit 1 with a sentence otherwise."""
    if sys.version_info[:2] < OLDEST:
        sys.exit(
            f"Helpdesk needs Python 3.11 or newer; {sys.executable} is {_version()}. "
            "Name a newer one, for example: make demo PYTHON=python3.12"
        )
    if not _says(PYTHON_STAMP, sys.version):
        _make_venv()
    stamp = VENV / f"stamp-{requirements}"
    wanted = _digest(requirements)
    if not _says(stamp, wanted):
        _install(requirements)
        stamp.write_text(wanted)


def _make_venv() -> None:
    print(f"Making .venv with Python {_version()} ...", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("The virtual environment failed. On Debian: apt-get install python3-venv")
    PYTHON_STAMP.write_text(sys.version)


def _install(requirements: str) -> None:
    print(f"Installing {requirements}, about a minute the first time ...", flush=True)
    started = time.monotonic()
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check", "--requirement", str(ROOT / requirements)]
    if subprocess.call(pip) != 0:
        sys.exit(
            f"{requirements} could not be installed; pip says why above. A slow network: try "
            "again. No way to PyPI: set PIP_INDEX_URL to a mirror you can reach."
        )
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


def _digest(requirements: str) -> str:
    """Over the file and, as the test file includes it, over requirements.txt."""
    names = sorted({requirements, "requirements.txt"})
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


def _version() -> str:
    return ".".join(str(part) for part in sys.version_info[:2])


if __name__ == "__main__":
    main(sys.argv[1])

"""Make .venv and install pinned requirements when they changed: `python3 install.py FILE`.

Written for any Python 3, so that an old one gets a sentence instead of a syntax error.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")


def main(requirements):
    """Exit 0 when .venv holds these requirements, 1 with a sentence otherwise."""
    if sys.version_info < OLDEST:
        sys.exit(
            "Helpdesk needs Python 3.11 or newer; {} is {}.{}. Name a newer one, for example: "
            "make demo PYTHON=python3.12".format(sys.executable, *sys.version_info[:2])
        )
    if not _same(_venv_stamp(), sys.version):
        _make_venv()
    stamp = os.path.join(VENV, "stamp-" + requirements)
    wanted = _digest(requirements)
    if not _same(stamp, wanted):
        _install(requirements)
        _write(stamp, wanted)


def _make_venv():
    print("Making .venv with Python {}.{} ...".format(*sys.version_info[:2]), flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            "The virtual environment could not be made. On Debian: apt-get install python3-venv"
        )
    _write(_venv_stamp(), sys.version)


def _install(requirements):
    print("Installing {}, about a minute the first time ...".format(requirements), flush=True)
    started = time.time()
    python = os.path.join(VENV, "bin", "python")
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--requirement", os.path.join(ROOT, requirements)]
    if subprocess.call(command) != 0:
        sys.exit(
            "{} could not be installed; pip says why above. A slow network: try again; "
            "no PyPI: set PIP_INDEX_URL to a mirror you can reach.".format(requirements)
        )
    print("Installed in {:.0f} s.".format(time.time() - started), flush=True)


def _digest(requirements):
    """Over the file and, as the test file includes it, over requirements.txt."""
    digest = hashlib.sha256()
    for name in sorted({requirements, "requirements.txt"}):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def _venv_stamp():
    return os.path.join(VENV, "stamp-python")


def _same(path, text):
    try:
        with open(path) as file:
            return file.read() == text
    except OSError:
        return False


def _write(path, text):
    with open(path, "w") as file:
        file.write(text)


if __name__ == "__main__":
    main(sys.argv[1])

"""Whoever is killed while it keeps processes leaves none behind: neither one that does not heed
signals, nor its children."""

from pathlib import Path

from tests.embedded.processes import alive, eventually, next_line, python

STUBBORN = """
import os, signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, signal.SIG_IGN)
name = "child" if os.fork() == 0 else "itself"
Path(sys.argv[1], name + ".new").write_text(str(os.getpid()))
Path(sys.argv[1], name + ".new").rename(Path(sys.argv[1], name))
time.sleep(300)
"""
KEEP = """
import os, sys, time
from pathlib import Path
from helpdesk.embedded.burial import Burial
from tests.faults.processes import Keeper, Kept
folder, burial = Path(sys.argv[1]), Burial(grace=0)
env = os.environ | {"PYTHONPATH": str(folder)}
Keeper([Kept("stubborn", ["stubborn", str(folder)], env, folder / "log", burial)], burial).start()
files = [folder / "itself", folder / "child"]
while not all(file.exists() for file in files):
    time.sleep(0.02)
print(*(file.read_text() for file in files))
time.sleep(300)
"""


def test_what_is_kept_dies_with_its_keeper(tmp_path: Path) -> None:
    (tmp_path / "stubborn.py").write_text(STUBBORN)
    keeper = python(KEEP, str(tmp_path))
    pids = [int(pid) for pid in next_line(keeper).split()]
    assert len(pids) == 2 and all(alive(pid) for pid in pids)
    keeper.kill()
    keeper.wait()
    assert eventually(lambda: not any(alive(pid) for pid in pids))

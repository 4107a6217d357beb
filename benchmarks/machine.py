"""On what it was measured: a ratio travels between machines, a figure does not."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("Django", "channels", "uvicorn", "psycopg", "redis", "uvloop", "picows")


def machine_facts(database: str, redis_url: str) -> dict[str, str]:
    """Processor, memory, versions of all that is measured, and the commit."""
    with psycopg.connect(database) as conn:
        found = conn.execute("SHOW server_version").fetchone()
        fsync = conn.execute("SHOW fsync").fetchone()
    assert found is not None and fsync is not None
    client = redis.Redis.from_url(redis_url)
    facts = {
        "processors": f"{os.cpu_count()} x {_processor()}",
        "memory": f"{_memory_gb():.0f} GB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "postgres": f"{found[0]}, fsync {fsync[0]}",
        "redis server": str(client.info("server")["redis_version"]),
        **{name: version(name) for name in LIBRARIES},
        "commit": git_state(),
        "load before": f"{os.getloadavg()[0]:.2f}",
    }
    client.close()
    return facts


def git_state() -> str:
    """The commit, with a plus when files differ from it; "unknown" outside of a repository."""
    try:
        commit = _git("rev-parse", "--short=12", "HEAD")
        return f"{commit}+" if _git("status", "--porcelain", "--untracked-files=no") else commit
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*argv: str) -> str:
    done = subprocess.run(["git", *argv], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30

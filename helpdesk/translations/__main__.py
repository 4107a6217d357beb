"""`python -m helpdesk.translations collect | check`."""

import argparse
import sys
from pathlib import Path

from helpdesk.translations import scripts
from helpdesk.translations.catalogue import DOMAINS, as_text, wanted
from helpdesk.translations.problems import problems
from helpdesk.translations.sources import ROOT


def collect(root: Path) -> None:
    """Bring the catalogues up to the sources, and the scripts up to the catalogues."""
    catalogues = {domain: wanted(domain, root) for domain in DOMAINS}
    texts = {domain.path: as_text(domain, found) for domain, found in catalogues.items()}
    texts |= scripts.generated(catalogues[DOMAINS[1]], root)
    for name, text in texts.items():
        path = root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {name}\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m helpdesk.translations")
    parser.add_argument("act", choices=["collect", "check"])
    collecting = parser.parse_args().act == "collect"
    if collecting:
        collect(ROOT)
    found = problems(ROOT)
    sys.stdout.writelines(f"{line}\n" for line in found)
    if found and not collecting:
        sys.exit(f"{len(found)} to put right.")


if __name__ == "__main__":
    main()

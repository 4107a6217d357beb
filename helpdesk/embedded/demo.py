"""`python -m helpdesk.embedded.demo`: the whole desk on this machine, with one command."""

import os
import sys
from pathlib import Path

from .errors import EmbeddedError
from .folder import DemoFolder
from .launcher import Launcher
from .progress import Progress

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run the demo until it is stopped: 0 after a stop, 1 with a sentence when it cannot start."""
    progress = Progress()
    progress.say("Helpdesk demo 客服台演示")
    try:
        launcher = Launcher(DemoFolder(ROOT), os.environ, progress)
        launcher.run(lambda port: progress.say(_welcome(port, progress.elapsed)))
    except EmbeddedError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    progress.say("Stopped. 已停止。")
    return 0


def _welcome(port: int, seconds: float) -> str:
    return f"""
  Helpdesk is running 客服台已启动 ({seconds:.1f} s)

    Desk 工作台           http://127.0.0.1:{port}/desk/
    Buyer's page 买家页   http://127.0.0.1:{port}/chat/demo/

    Accounts 账号         owner, supervisor, agent1, agent2, agent3, agent4
    Password 密码         helpdesk-demo

  Stop 停止: Ctrl+C       Logs 日志: .demo/log/
"""


if __name__ == "__main__":
    sys.exit(main())

"""Logs as one JSON object a line, with the numbers of people masked.

The one formatter of every process: pages, sockets, worker, beat and commands, whichever library
speaks. What it cannot know are names and street addresses: nobody logs those.
"""

import json
import logging
import time

from helpdesk.kernel.number_masks import mask_log


class JsonFormatter(logging.Formatter):
    """time (UTC), level, logger, message, and the traceback where there is one."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))

    def format(self, record: logging.LogRecord) -> str:
        body = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": mask_log(record.getMessage()),
        }
        if record.exc_info:
            body["traceback"] = mask_log(self.formatException(record.exc_info))
        if record.stack_info:
            body["stack"] = mask_log(record.stack_info)
        return json.dumps(body, ensure_ascii=False, default=str)

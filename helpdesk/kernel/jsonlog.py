"""Logs as one JSON object a line, with phone numbers masked."""

import json
import logging
import re
import time

PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


class JsonFormatter(logging.Formatter):
    """time (UTC), level, logger, message, and the traceback where there is one."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))

    def format(self, record: logging.LogRecord) -> str:
        body = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            body["traceback"] = self.formatException(record.exc_info)
        return PHONE.sub(r"\1****\2", json.dumps(body, ensure_ascii=False, default=str))

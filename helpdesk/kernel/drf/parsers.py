"""JSON as it comes from outside: strict, in UTF-8, no deeper than anybody means it."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from helpdesk.kernel.drf.problems import BodyUnreadable


class JSONBody(BaseParser):
    """An object or a list; NaN, a name twice, and broken encoding are refused in words."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return read_json(stream.read())


def read_json(body: bytes) -> Any:
    """The value, or BodyUnreadable with the place."""
    try:
        return json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except UnicodeDecodeError:
        raise BodyUnreadable(problem=_("不是 UTF-8")) from None
    except json.JSONDecodeError as problem:
        place = _("第 %(row)s 行第 %(column)s 个字符附近") % {
            "row": problem.lineno,
            "column": problem.colno,
        }
        raise BodyUnreadable(problem=place) from None
    except RecursionError:
        raise BodyUnreadable(problem=_("一层套一层，太深了")) from None
    except ValueError:  # a number of thousands of digits
        raise BodyUnreadable(problem=_("有一个数太长了")) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BodyUnreadable(problem=_("「%(name)s」写了两次") % {"name": twice[:40]})
    return read


def _no_constant(word: str) -> Any:
    raise BodyUnreadable(problem=_("%(word)s 不是 JSON 里的数") % {"word": word})

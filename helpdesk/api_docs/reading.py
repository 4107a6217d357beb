"""The OpenAPI document as a page shows it: by subject, each endpoint with its fields."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from helpdesk.api_docs.description import TAGS, openapi

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field by its way from the top: ``lines[].title``."""

    name: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one address."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    scope: str
    asked: list[FieldLine]
    body: list[FieldLine]
    body_kind: str
    answer: list[FieldLine]
    status: str


@dataclass(frozen=True, slots=True)
class Group:
    """Endpoints about one thing."""

    name: str
    label: str
    endpoints: list[Endpoint]


@lru_cache(maxsize=4)
def groups(language: str) -> tuple[Group, ...]:
    """All of it, from the same document that machines read."""
    document = json.loads(openapi(language))
    labels = {tag["name"]: tag["description"] for tag in document["tags"]}
    found: dict[str, list[Endpoint]] = {name: [] for name in TAGS}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_endpoint(document, path, method, operation))
    return tuple(Group(name, labels[name], rows) for name, rows in found.items() if rows)


def _endpoint(
    document: dict[str, Any], path: str, method: str, operation: dict[str, Any]
) -> Endpoint:
    bodies = operation.get("requestBody", {}).get("content", {})
    body_kind = next(iter(bodies), "")
    status, answer = next(
        (status, answer) for status, answer in operation["responses"].items() if status[0] == "2"
    )
    told = answer.get("content", {}).get("application/json", {}).get("schema", {})
    description = str(operation.get("description", "")).split("scope: `")[0].strip()
    return Endpoint(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=description,
        scope=operation.get("x-scope", ""),
        asked=[_parameter(document, one) for one in operation.get("parameters", ())],
        body=list(_fields(document, bodies[body_kind]["schema"])) if body_kind else [],
        body_kind=body_kind,
        answer=list(_fields(document, told)),
        status=status,
    )


def _parameter(document: dict[str, Any], one: dict[str, Any]) -> FieldLine:
    kind = _kind(document, one["schema"])
    where = {"path": "", "query": "?", "header": ""}[one["in"]]
    name = f"{where}{one['name']}"
    return FieldLine(name, kind, one.get("required", False), one.get("description", ""))


def _fields(
    document: dict[str, Any], schema: dict[str, Any], before: str = "", depth: int = 0
) -> Iterator[FieldLine]:
    schema = _resolved(document, schema)
    if schema.get("type") == "array":
        yield from _fields(document, schema["items"], f"{before}[]", depth)
        return
    needed = schema.get("required", [])
    for name, inner in schema.get("properties", {}).items():
        way = f"{before}.{name}".strip(".")
        words = inner.get("description", "")
        yield FieldLine(way, _kind(document, inner), name in needed, words)
        if depth < DEEPEST:
            yield from _fields(document, _inside(inner), way, depth + 1)


def _inside(schema: dict[str, Any]) -> dict[str, Any]:
    """What may be an object in it: of ``X | null`` the X."""
    options = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf") or []
    return next((one for one in options if "$ref" in one), schema)


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _kind(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """``string(date-time) | null``, ``"paid" | "shipped"``, ``object[]``, ``integer 1–200``."""
    options = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf")
    if options:
        return " | ".join(dict.fromkeys(_kind(document, one) for one in options))
    schema = _resolved(document, schema)
    if "enum" in schema:
        return " | ".join(json.dumps(one, ensure_ascii=False) for one in schema["enum"])
    kinds = schema.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    said = []
    for kind in kinds:
        if kind == "array":
            said.append(f"{_kind(document, schema['items'])}[]")
        else:
            said.append(
                f"{kind}({schema['format']})" if kind != "null" and "format" in schema else kind
            )
    return " | ".join(said) + _bounds(schema)


def _bounds(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None and high < 2**31:
        return f" {low}–{high}"
    length = schema.get("maxLength")
    return f" ≤{length}" if length else ""

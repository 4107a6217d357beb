"""A small workbook that Excel opens, written part by part; every cell is text, none a formula."""

import io
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet with these cells."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKED}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/s1.xml" ContentType="{_SHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links("worksheet", "s1.xml"),
        "xl/s1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{_rows(rows)}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, _HEAD + body)
    return out.getvalue()


def _links(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKED}/relationships">'
        f'<Relationship Id="r1" Type="{_LINKS}/{kind}" Target="{target}"/></Relationships>'
    )


def _rows(rows: Sequence[Sequence[str]]) -> str:
    def cell(text: str) -> str:
        kept = "".join(mark for mark in text if mark >= " " or mark in "\n\t")
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(kept)}</t></is></c>'

    return "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)

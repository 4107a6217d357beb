"""Several lines typed into a form. Browsers send each end of a line as two characters and count
it as one, so whoever fills a box to its ``maxlength`` would be told that it is too long."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Its words with plain ends of lines, before anything is counted."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

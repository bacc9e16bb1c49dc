"""People as a spreadsheet of Excel: every cell is text, so that nothing is run, and no phone is a number."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from rolodex.model import BadInput
from rolodex.text import fit, shown

# What XML 1.0 can't hold (section 2.2), and with it no sheet.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
"""Letters of a cell: "Excel specifications and limits"."""


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet, the first row held fast. Raises BadInput for a text that no cell can hold."""
    # only here: openpyxl takes a fifth of a second to load
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    rows = list(rows)
    for row in rows:
        for title, text in zip(rows[0], row, strict=True):
            if len(text) > _LONGEST:
                raise BadInput(
                    f"“{shown(title)}” of “{fit(shown(row[0]), 60)}” has {len(text):,} letters, and a cell of"
                    f" a spreadsheet at most {_LONGEST:,}: write CSV, or leave the column out."
                )
    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, _NOT_XML.sub("\ufffd", text))
            # a text, whatever it looks like: openpyxl takes what begins with = for a formula
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()

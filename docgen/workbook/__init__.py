"""The workbook of a season: read into records, written from them. The only door to openpyxl."""

from docgen.workbook.describe import describe
from docgen.workbook.lists import Heading, ListSheet, read_list, write_list, write_table
from docgen.workbook.reader import WorkbookReading, examine, read
from docgen.workbook.writer import write_blank, write_season

__all__ = [
    "Heading",
    "ListSheet",
    "WorkbookReading",
    "describe",
    "examine",
    "read",
    "read_list",
    "write_blank",
    "write_list",
    "write_season",
    "write_table",
]

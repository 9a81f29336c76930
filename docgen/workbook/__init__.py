"""The workbook of a season: read into records, written from them. The only door to openpyxl."""

from docgen.workbook.describe import describe
from docgen.workbook.reader import Reading, examine, read
from docgen.workbook.writer import write_blank, write_season

__all__ = ["Reading", "describe", "examine", "read", "write_blank", "write_season"]

"""docgen: one workbook of records in, a whole inspection season of official Vietnamese papers out."""

__version__ = "0.1.0"

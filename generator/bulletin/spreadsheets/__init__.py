"""Spreadsheets in and out: a workbook or CSV file of an office becomes records, through a mapping that is a record too.

``archive`` looks into the file before it is read, ``workbook`` reads it, ``layout`` and ``proposal`` propose a mapping,
``statements`` reads the sheet by it, ``comparison`` compares with the records, and ``writing`` adds what is new.
"""

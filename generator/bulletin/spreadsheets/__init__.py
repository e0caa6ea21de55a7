"""Workbooks: the forms that reporting units fill in, and figures read from spreadsheets."""

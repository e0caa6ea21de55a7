"""The figures for programs and spreadsheets: CSV and JSON, made from the same released figures as the pages."""

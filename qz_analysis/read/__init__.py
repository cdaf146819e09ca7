"""Spreadsheets become cells with coordinates. Interprets nothing."""

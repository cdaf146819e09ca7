"""qz_analysis: from a neighbourhood centre's spreadsheets to its Jahresauswertung."""

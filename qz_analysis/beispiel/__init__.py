"""Sample data: spreadsheets as a centre keeps them, drawn from a seed, each labelled as sample data.

Knows nothing of how lists are read, else it would only ever draw what the reader expects.
"""

"""Notebooks become files. Knows nothing of the subject."""

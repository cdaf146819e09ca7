"""Tables become Kennzahlen, Zielerreichung, Belegung. Formats nothing."""

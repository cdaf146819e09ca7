"""What the tables, values and numbers are. Reads nothing, computes nothing."""

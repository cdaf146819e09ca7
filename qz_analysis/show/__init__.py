"""Numbers become charts, tables and German text. Computes nothing."""

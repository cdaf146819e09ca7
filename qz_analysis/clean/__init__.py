"""Cells become tidy tables and Befunde. Aggregates nothing."""

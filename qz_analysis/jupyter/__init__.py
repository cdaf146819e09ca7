"""Starts JupyterLab on a workspace. Knows nothing of the data."""

"""The audit: reads the exported files as an outsider would and attacks what is secret. It never sees our tables."""

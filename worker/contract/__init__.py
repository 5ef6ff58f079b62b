"""All that the desktop may import of the worker."""

"""The one place that holds Sunto's version."""

__version__ = "0.1.0"

"""What is used of Ollama's own package, imported so that a malformed OLLAMA_HOST ends nothing.

The package makes a client out of that variable as soon as it is imported. Ours are given their
address, and say in words what is wrong with it.
"""

import os

HOST_ENV = "OLLAMA_HOST"

_told = os.environ.pop(HOST_ENV, None)
try:
    from ollama import ChatResponse, Client, ResponseError
finally:
    if _told is not None:
        os.environ[HOST_ENV] = _told

__all__ = ["HOST_ENV", "ChatResponse", "Client", "ResponseError"]

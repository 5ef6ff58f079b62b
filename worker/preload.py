"""Imports what Celery would import at its start: a worker loads all of it before it may begin."""

# ruff: noqa: F401
import sys

import celery.apps.worker
import celery.backends.redis
import celery.events.receiver
import celery.loaders.app
import celery.worker.consumer
import celery.worker.control
import celery.worker.loops
import celery.worker.pidbox
import celery.worker.worker
import kombu.transport.redis
import kombu.transport.virtual.exchange

if sys.platform != "win32":
    import celery.concurrency.asynpool
    import celery.concurrency.prefork

"""What the built-in engine can compute with: the processor, and the graphics cards it can reach.

A program of its own, for the library of llama.cpp is large and a watcher must not load it.
"""

from worker.contract.messages import Compute, Device


def compute() -> Compute:
    """The devices that llama.cpp of this installation knows how to use."""
    import xllamacpp

    return Compute(
        devices=tuple(
            Device(
                name=str(found["name"]),
                description=str(found["description"]).strip(),
                memory_bytes=int(found["memory_total"]),
                is_processor=found["type"].name.endswith("TYPE_CPU"),
            )
            for found in xllamacpp.get_device_info()
        )
    )

"""What a model's own metadata tells: its window, and the memory that it takes with a window.

The same names stand in a GGUF file and in what Ollama's /api/show says of a model, so one reading
does for both. Estimates are from above: a window that is promised must not run out of memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from worker.contract.catalogue import FIXED_BYTES, memory_needed

CACHE_BYTES_PER_VALUE = 2
"""Both engines keep the cache in 16 bits a value unless they are told otherwise."""

TEMPLATE_KEY = "tokenizer.chat_template"

STEP = 1024
"""Windows are offered in steps of this many tokens."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """Facts about one model; zeros and None where its metadata do not say."""

    window: int | None = None
    """Largest context it was trained for, in tokens."""
    cache_bytes: int = 0
    """Memory of the cache for each token of context, in layers that see all of it."""
    local_cache_bytes: int = 0
    """The same, of layers that see only the newest `local_window` tokens."""
    local_window: int = 0

    def for_slots(self, slots: int) -> "ModelFacts":
        """The facts where so many questions are answered at a time, each with its own cache."""
        return replace(
            self,
            cache_bytes=self.cache_bytes * slots,
            local_cache_bytes=self.local_cache_bytes * slots,
        )

    def memory(self, size_bytes: int, window: int) -> int:
        """Memory that weights of this size and a cache for `window` tokens take."""
        if not self.cache_bytes:
            return memory_needed(size_bytes)
        near = min(window, self.local_window) * self.local_cache_bytes
        return size_bytes + FIXED_BYTES + window * self.cache_bytes + near

    def largest_window(self, size_bytes: int, memory_bytes: int) -> int:
        """The largest window that fits into this much memory, 0 where the weights do not."""
        most = self.window or 0
        if self.memory(size_bytes, most) <= memory_bytes:
            return most
        if not self.cache_bytes or self.memory(size_bytes, 0) > memory_bytes:
            return 0
        fits = [n for n in range(0, most, STEP) if self.memory(size_bytes, n) <= memory_bytes]
        return fits[-1]


def facts_from(info: Mapping[str, object]) -> ModelFacts:
    """Read the facts out of metadata."""
    named = {key.partition(".")[2]: value for key, value in info.items()}
    heads = _whole(named.get("attention.head_count")) or 1
    width = (_whole(named.get("embedding_length")) or 0) // heads
    values = (_whole(named.get("attention.key_length")) or width) + (
        _whole(named.get("attention.value_length")) or width
    )
    layers = _key_heads(named, heads)
    bytes_each = [count * values * CACHE_BYTES_PER_VALUE for count in layers]
    near = _local_layers(named, len(layers))
    local_bytes = sum(compress(bytes_each, near))
    return ModelFacts(
        window=_whole(named.get("context_length")),
        cache_bytes=sum(bytes_each) - local_bytes,
        local_cache_bytes=local_bytes,
        local_window=_whole(named.get("attention.sliding_window")) or 0,
    )


def _key_heads(named: Mapping[str, object], heads: int) -> list[int]:
    """How many heads each layer keeps a cache for; a hybrid model has layers without any."""
    count = _whole(named.get("block_count")) or 0
    told = named.get("attention.head_count_kv", heads)
    if isinstance(told, Sequence) and not isinstance(told, str | bytes):
        return [_whole(each) or 0 for each in told]
    every = _whole(named.get("full_attention_interval")) or 1
    kept = _whole(told) or heads
    return [kept if (layer + 1) % every == 0 else 0 for layer in range(count)]


def _local_layers(named: Mapping[str, object], count: int) -> list[bool]:
    """Which layers see the newest tokens only; none where the metadata leave it to the engine."""
    told = named.get("attention.sliding_window_pattern")
    has_window = bool(_whole(named.get("attention.sliding_window")))
    if has_window and isinstance(told, Sequence) and len(told) == count:
        return [bool(each) for each in told]
    return [False] * count


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

from worker.engines.model_facts import STEP, ModelFacts, facts_from

QWEN = {
    "general.architecture": "qwen2",
    "qwen2.block_count": 28,
    "qwen2.context_length": 32768,
    "qwen2.embedding_length": 1536,
    "qwen2.attention.head_count": 12,
    "qwen2.attention.head_count_kv": 2,
}
MEGABYTE = 1_000_000


def test_the_cache_of_a_plain_model() -> None:
    facts = facts_from(QWEN)
    assert facts.window == 32768
    assert facts.cache_bytes == 28 * 2 * (128 + 128) * 2
    assert facts.memory(1117 * MEGABYTE, 8192) - facts.memory(1117 * MEGABYTE, 0) == (
        8192 * facts.cache_bytes
    )


def test_heads_by_layer_and_their_own_lengths() -> None:
    facts = facts_from(
        QWEN
        | {
            "qwen2.block_count": 4,
            "qwen2.attention.head_count_kv": (0, 4, 0, 8),
            "qwen2.attention.key_length": 64,
            "qwen2.attention.value_length": 32,
        }
    )
    assert facts.cache_bytes == (4 + 8) * (64 + 32) * 2


def test_layers_that_see_the_newest_tokens_only() -> None:
    local = QWEN | {
        "qwen2.block_count": 2,
        "qwen2.attention.sliding_window": 512,
        "qwen2.attention.sliding_window_pattern": (True, False),
    }
    facts = facts_from(local)
    assert facts.cache_bytes == facts.local_cache_bytes == 2 * 256 * 2
    assert facts.memory(0, 8192) - facts.memory(0, 4096) == 4096 * facts.cache_bytes
    # Without the pattern nobody knows which: all layers are counted in full.
    del local["qwen2.attention.sliding_window_pattern"]
    assert facts_from(local).local_cache_bytes == 0


def test_a_model_with_attention_in_every_fourth_layer() -> None:
    assert facts_from(QWEN | {"qwen2.full_attention_interval": 4}).cache_bytes == (7 * 2 * 256 * 2)


def test_the_largest_window_that_fits() -> None:
    facts = facts_from(QWEN)
    weights = 1117 * MEGABYTE
    assert facts.largest_window(weights, 64_000 * MEGABYTE) == 32768
    for memory in (1700 * MEGABYTE, 2000 * MEGABYTE):
        window = facts.largest_window(weights, memory)
        assert facts.memory(weights, window) <= memory < facts.memory(weights, window + STEP)
    assert facts.largest_window(weights, weights) == 0


def test_a_model_that_says_nothing_of_itself() -> None:
    facts = facts_from({})
    assert facts == ModelFacts()
    assert facts.memory(1000 * MEGABYTE, 8192) > 1000 * MEGABYTE

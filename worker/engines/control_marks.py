"""Keeps the text of a document from speaking as somebody else.

Engines read the marks of a chat template (`<|im_end|>`, `<end_of_turn>`, …) wherever they stand,
so a PDF that holds them could end its own quotation and give orders. A space takes their power.
"""

import re

_MARK = re.compile(
    r"<(?=\|[^<>\n]{1,60}\|>)"  # ChatML, Llama 3, Phi, gpt-oss, GLM
    r"|<(?=/?(?:start_of_turn|end_of_turn|start_of_image|bos|eos|s)>)"  # Gemma, Llama 2
    r"|<(?=[|\uff5c][^<>\n]{1,60}[|\uff5c]>)"  # DeepSeek
    r"|\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS)\])"  # Mistral
)


def without_control(text: str) -> str:
    """The text with every such mark broken, and nothing else changed."""
    return _MARK.sub(lambda mark: f"{mark.group()} ", text)

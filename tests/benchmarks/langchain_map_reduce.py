"""A plain map-reduce as LangChain has it: run by the Python of an environment of its own.

langchain_map_reduce PDF MODEL ADDRESS      prints the summary
"""

import sys

from langchain_classic.chains.summarize import load_summarize_chain
from langchain_community.document_loaders import PyPDFLoader
from langchain_ollama import ChatOllama
from langchain_text_splitters import RecursiveCharacterTextSplitter

CHARACTERS_A_CHUNK = 4000
"""The 1,000 tokens of LangChain's own guide to summaries."""

MOST_TOKENS = 1000
"""Of an answer. The chain has no limit; without one this model has been seen to go on for ever."""


def main() -> None:
    file, model, address = sys.argv[1:]
    pages = PyPDFLoader(file).load()
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS_A_CHUNK, chunk_overlap=0)
    engine = ChatOllama(
        model=model,
        base_url=address,
        temperature=0,
        num_ctx=8192,
        num_predict=MOST_TOKENS,
        # Else it would fetch a tokenizer of another model from the net, to count with.
        custom_get_token_ids=lambda text: list(range(len(text) // 4)),
    )
    chain = load_summarize_chain(engine, chain_type="map_reduce")
    print(chain.invoke({"input_documents": splitter.split_documents(pages)})["output_text"])


if __name__ == "__main__":
    main()

"""Tiny sentence-transformers models, made of nothing.

A BERT with random weights, and a multilingual model that reads two languages alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PROMPTS = {"query": "query: ", "document": "passage: "}
WORDS = "query passage titanium machining helium leak wire edm a b c one two"


def a_tiny_model(folder: Path, pooling: str = "mean", *, normalise: bool = True) -> Path:
    """Write a model with 32 dimensions, at most 16 tokens and two prompts into ``folder``."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, BertTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = "abcdefghijklmnopqrstuvwxyz0123456789:.,チタン"
    pieces = [*special, *WORDS.split(), *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(
        ("[SEP]", vocabulary["[SEP]"]), ("[CLS]", vocabulary["[CLS]"])
    )
    parts = folder / "parts"
    BertTokenizerFast(tokenizer_object=tokenizer, model_max_length=16).save_pretrained(parts)
    torch.manual_seed(1)
    size = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=32,
    )  # fmt: skip
    BertModel(size).save_pretrained(parts)
    transformer = Transformer(str(parts), max_seq_length=16)
    modules = [
        transformer,
        Pooling(32, pooling_mode=pooling),
        *([Normalize()] if normalise else []),
    ]
    whole = folder / "model"
    SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu").save(str(whole))
    return whole


def a_bilingual_model(
    folder: Path, lexicon: Sequence[tuple[str, ...]], *, common: float = 0.0
) -> Path:
    """Write a multilingual model into ``folder``: the mean of its words, with 64 dimensions.

    The words of one entry of ``lexicon`` share a vector, whatever their language; what is in no
    entry is read letter by letter and says little. ``common`` is how much all texts have in common,
    as with models of the E5 family, whose cosines are all high.
    """
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    letters = "abcdefghijklmnopqrstuvwxyz0123456789のをにがはでとし、。?"
    words = [word for entry in lexicon for word in entry]
    pieces = ["[UNK]", *words, *letters]
    # A word is likelier than all of its letters.
    scores = [(piece, -1.0 if piece in words else -10.0) for piece in pieces]
    tokenizer = Tokenizer(models.Unigram(scores, unk_id=0))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()

    random = np.random.default_rng(1)
    rows = random.normal(scale=0.02, size=(len(pieces), 64)).astype(np.float32)
    for entry in lexicon:
        rows[[pieces.index(word) for word in entry]] = random.normal(scale=0.125, size=64)
    rows[:, 0] += common
    modules = [StaticEmbedding(tokenizer, embedding_weights=rows), Normalize()]
    whole = folder / "model"
    SentenceTransformer(modules=modules, device="cpu").save(str(whole))
    return whole

"""Tiny sentence-transformers models, made of nothing: a BERT with random weights."""

from __future__ import annotations

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

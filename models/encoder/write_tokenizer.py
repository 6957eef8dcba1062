"""Writes tokenizer.json: a Unigram model over the kept pieces, with XLM-RoBERTa's normalisation."""
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from weights import Weights

SPACES = "\t\n\f\r\u1680\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2581\ufeff\ufffd"
DROPPED = "".join(map(chr, [*range(1, 9), 11, *range(14, 32), 0x7F, 0x8F, 0x9F]))


def write_tokenizer(weights: Weights, kept: list[int], out: Path) -> None:
    pieces = [(weights.pieces[i], float(weights.scores[i])) for i in kept]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{SPACES}]"), " "),
            normalizers.Replace(Regex(f"[{DROPPED}]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in ("<s>", "<pad>", "</s>", "<unk>")])
    assert tokenizer.get_vocab_size() == len(kept)
    tokenizer.save(str(out))

"""SentencePiece: ids 0 to ``vocab_size()`` - 1, control symbols among them.

https://github.com/google/sentencepiece/blob/master/python/README.md
"""

from __future__ import annotations

from flake8_embedding.library.spec import Emits, Entry, Form, Harmless, Learns, Library, MakesIndexer, Size
from flake8_embedding.library.terms import COUNT, Fixed

_SIZE = Size(COUNT, called=True)
_ONE_TEXT = Emits(Fixed(0), COUNT, "ids of the SentencePieceProcessor", comes_as=Form.LIST)

LIBRARY = Library(
    name="SentencePiece",
    roots=("sentencepiece",),
    entries=(
        Entry(
            ("SentencePieceProcessor",),
            ("model_file", "model_proto", "out_type"),
            MakesIndexer(
                what="SentencePieceProcessor",
                counted_as="{}.vocab_size()",
                members={
                    **{name: Learns() for name in ("load", "Load", "load_from_serialized_proto")},
                    **dict.fromkeys(("vocab_size", "get_piece_size", "GetPieceSize", "piece_size", "__len__"), _SIZE),
                    **dict.fromkeys(("encode_as_ids", "EncodeAsIds", "sample_encode_as_ids"), _ONE_TEXT),
                    **{
                        name: Harmless()
                        for name in (
                            # Ids or pieces, of one text or of many, as the arguments say.
                            "encode",
                            "Encode",
                            "encode_as_pieces",
                            "EncodeAsPieces",
                            "decode",
                            "Decode",
                            "decode_ids",
                            "DecodeIds",
                            "decode_pieces",
                            "DecodePieces",
                            "id_to_piece",
                            "IdToPiece",
                            "piece_to_id",
                            "PieceToId",
                            # -1 where the model has no such symbol, which is so for padding by default.
                            "pad_id",
                            "bos_id",
                            "eos_id",
                            "unk_id",
                            "set_encode_extra_options",
                            "SetEncodeExtraOptions",
                        )
                    },
                },
            ),
        ),
    ),
)

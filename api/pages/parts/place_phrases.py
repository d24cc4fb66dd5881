"""What pages say of places: of claims that have none, of what is said in pieces, of essays without a text."""

PLACE_PHRASES: dict[str, tuple[str, str]] = {
    "no_text": (
        "There is no text of it here, and so its claims have no places.",
        "这里没有它的原文，各项主张因此没有位置。",
    ),
    "reconstructed": (
        "Reconstructed by the analyst: nothing in the text words it.",
        "分析者补出：原文没有写出。",
    ),
    "without_place": ("Claims without a place", "没有位置的主张"),
    "no_place": ("without a place", "没有位置"),
    "reconstructed_mark": ("reconstructed", "分析者补出"),
    "in_pieces": ("One utterance, in pieces; in its order:", "同一句话，分成几段，依次为："),
}
"""By key, in English and Chinese."""

"""Lists, sets and dicts: what is in them, how long they are, and what was chosen of them."""

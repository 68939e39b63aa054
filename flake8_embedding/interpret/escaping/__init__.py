"""Code that is not seen: what it is given, what it may call and write, and what it may give back."""

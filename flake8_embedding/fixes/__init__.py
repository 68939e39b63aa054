"""From the hint of a rule to the text of a program that no longer has the finding."""

"""From what would mend a finding to the text of a program in which it is mended."""

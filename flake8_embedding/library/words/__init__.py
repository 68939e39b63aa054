"""Libraries that number words and pieces of words, and do nothing else."""

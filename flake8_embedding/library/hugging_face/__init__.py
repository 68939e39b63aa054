"""Hugging Face: tokenizers, configurations, and models with the sizes that were published."""

"""The command ``flake8-embedding`` and what it can do: check, explain, trace, fix."""

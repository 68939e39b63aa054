"""What tests say: predicates, guards, and which of them can be met together."""

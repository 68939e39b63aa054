"""pandas: frames, columns, groups, and how they are encoded."""

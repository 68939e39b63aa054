"""The verdict on each table: enough, too small, or unknown, and how sure that is."""

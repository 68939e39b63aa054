"""A whole project at a glance: the problems of its files, and every table with what is known of it from each file that
leads there."""

"""What every name and every object holds: the store, paths that change it, joins and widening."""

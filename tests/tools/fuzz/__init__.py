"""Random programs, run for real, and the linter's verdicts held against what happened.

``python -m tests.tools.fuzz --count 30000 --seed 1 --jobs 2`` makes up programs by families of mistakes: a number that
is set on one path, by a callback, in a ``try``, through another name; ids that are filtered, cut, cast, written through
a view; classes, decorators, contexts, moved modules. Half of the tables fit exactly and half miss by one: a finding on
the first is a false alarm, and "enough, proven" on the second is wrong.

Its worth is what it finds in the linter as it was before it: with ``--seed 61`` on commit 2acc57a (``--engine`` takes a
checkout of it), 563 of 6,400 programs have a false alarm and 182 a table that is wrongly called enough, and each of the
31 families B1 to B27 and W1 to W4 has one that is made of this family alone.

Read ``names`` and ``generate`` (which families there are), ``families`` (how their programs are made), ``running`` and
``runtime`` (how they run, without the frameworks), ``judge`` (what is held against the linter), ``shrink`` (how a
program that is judged wrong becomes small).
"""

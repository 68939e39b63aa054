"""Conditions: what a test says, whether that is known, and what holds on each way on from it.

A test is evaluated once, and its value holds all that is read off it. ``if n > 5:`` takes these steps:

1. ``comparisons`` (outside of this folder) makes the value: ``Undecided(Compare(LESS, 5, n))``.
2. ``decide`` reads off the value what it says: a predicate, or True or False.
3. ``machine.path_condition`` (``values/predicates/guards.py``) says whether the guards of the present path decide the
   predicate.
4. If they do not, ``branch`` makes a ``Way`` on from the test for each outcome, and ``named_tests`` notes the test for
   messages. The statement, in ``branches``, goes along both ways and joins them.
5. As a way begins, ``weaken`` gives up what a test that is not understood may have changed, and ``refine`` narrows what
   was read for the test, by ``narrow`` (what is left of a number) and ``access`` (where it is put).
"""

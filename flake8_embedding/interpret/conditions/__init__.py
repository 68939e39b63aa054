"""Conditions: what a test says, whether that is known, and what holds on each way on from it.

A test is evaluated once; its value says all that is read off it. ``comparisons`` makes the value, ``decide`` asks
whether it holds on the present path, ``branch`` leads on, ``refine`` changes what can be read on each way to what is
possible there, ``weaken`` gives up what nothing is known of any more.
"""

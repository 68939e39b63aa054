"""Conditions: what a test says, whether that is known, and what holds on each way on from it.

A test is evaluated once, and its value holds all that is read off it. ``comparisons`` makes the value. ``decide`` asks
whether it holds on the present path. ``branch`` goes on along both ways. ``refine`` narrows what can be read on each
way. ``weaken`` gives up what a test that is not understood may have changed.
"""

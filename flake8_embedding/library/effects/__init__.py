"""What a library's functions do: frozen dataclasses, each of which acts on one call by ``apply``.

An entry names its effect; the engine applies it and knows no more of it. What needs the engine (a table is made, ids
are looked up, an object numbers things) is asked of the ``Call``.
"""

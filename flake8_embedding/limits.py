"""Every budget of the analysis: a name, a number, and the reason for the number.

This module knows nothing of what it limits. A budget that runs out never raises past ``check``: the
values concerned become unknown, or the file ends early with one EMB900.
"""

from typing import Final

STEPS: Final = 200_000
"""Expressions and statements evaluated in one file. Of 2,468 files of public repositories, up to 17,000 lines long, the
most took 69,000; three times that is a program no person wrote, or one whose calls multiply."""

WORK_IN_A_STEP: Final = 8
"""Things looked at one by one that cost as much as a step: the names that an ``exec`` may set, the attributes that
other methods may have set. Without it four thousand names and as many ``exec`` take sixteen million looks."""

LOOKS_AT_A_CELL: Final = 4
"""Things looked at to compute one cell of an array of which all cells are known: half a step."""

LOOKS_AT_A_COLUMN: Final = 8
"""Things looked at to know what a column holds after rows were chosen, which is computed anew for each choice: one
step. Programs set a dozen columns; 1,500 of them, with as many choices, take 20 seconds and a gigabyte."""

LOOKS_IN_A_SEARCH: Final = 80
"""Things looked at to find out whether guards contradict each other: ten steps. Files that people write ask up to 85
times; thousands of tests, each asked together with all before, take half a millisecond for each question."""

CHARACTERS: Final = 1_000_000
"""Length of a file that is parsed. People write a twentieth of it; libcst's parser takes up to 15 seconds for a
megabyte of data, where CPython takes one."""

CHAIN: Final = 1_000
"""Names with dots between, or values with ``and`` or ``or`` between, in a file that is left to libcst's parser. It
goes a call deeper for each, where CPython's has a list: 6,000 names or 20,000 values exhaust the stack, which ends the
process."""

PATTERN_NESTING: Final = 8
"""Brackets inside each other in the pattern of a ``case``, in a file that is left to libcst's parser. It tries each
kind of pattern anew at each level: a mapping takes four times as long for each, 14 seconds at twelve."""

LEVELS: Final = 20_000
"""Calls inside each other while nodes are made of the ast, up to four for each level of an expression. What is chained
a thousand times is data; Python's default of a thousand calls is reached by 250 parts."""

FRAMES_OF_IMPORTS: Final = 300
"""Calls inside each other while the file of a library is loaded, beside those that Python allows. A library file
imports others, five deep at most, with seven calls for each."""

NESTING: Final = 150
"""Expressions inside each other, over all the calls being evaluated; what is deeper is not known. CPython's own parser
stops at 100 nested blocks and 200 parentheses; each level costs up to four Python frames of the default thousand."""

CALL_DEPTH: Final = 12
"""Functions of the file being evaluated inside each other. The deepest chain seen between a size and its table
is four; recursion is cut here."""

CLOSURES_INSIDE: Final = 4
"""Calls inside each other of functions that one ``def`` has made, such as the wrapper of a decorator around each of
several methods. What is nested deeper may make ever more of them."""

STEPS_FREELY: Final = 50_000
"""Steps up to which a function is evaluated however often it is called. Nearly all files end before; a helper that is
called in nested loops, each of which is evaluated several times, is called a hundred times in a file of this size."""

CALLS_PER_FUNCTION: Final = 40
"""Separate evaluations of one function in a file that takes more steps. Each call site is evaluated with its own
arguments; beyond this number the result is unknown, which keeps call graphs that double at each level linear."""

CALLED_STATEMENTS: Final = 600
"""Statements of one function evaluated in all its calls there, at least as many as make FEWEST_CALLS. Functions that
build vocabularies and models have 10 to 40 statements; a method of a hundred that trains, called in loops, costs
seconds and says nothing new each time."""

FEWEST_CALLS: Final = 4
"""Evaluations of a function however long it is: a constructor is called for training and for prediction."""

ANCESTORS: Final = 200
"""Classes that one class inherits from. Frameworks have ten; a class keeps the list of all of them in order, which
is computed when it is made."""

ALTERNATIVES: Final = 6
"""Values kept apart where paths join. Two or three are usual (``num_words`` or None); more say nothing
that a message could tell."""

TRIED_ALTERNATIVES: Final = 64
"""Alternatives of the ``or`` on a path that are tried one by one, each with all that else holds there. Programs have a
handful; a script that asks for each of its options has hundreds, and takes minutes."""

CONTRADICTIONS: Final = 2048
"""Sets of guards of which is remembered whether they contradict each other, while one file is evaluated."""

LONG_PATHS: Final = 32
"""Sets of many guards of which is kept what was asked about them. What lies on one path is asked about one by one, and
then it is seldom asked again."""

PATHS_ASKED: Final = 256
"""Sets of guards of a path of which is kept what they say together. Each is asked five times or more, most often one
right after the other."""

PARTITIONS: Final = 4
"""Classes of paths of which each is followed to the end of a block because each has a vocabulary of its own. Programs
have two, a cache and what fills it, or one of two corpora; what follows is evaluated as often."""

PARTITIONED_STEPS: Final = 10_000
"""Steps in a file after which paths are no longer followed apart. Programs make their vocabularies within the first two
or three thousand."""

WAYS: Final = 64
"""Paths that join in one place of which each pair with the same value is asked whether both are one path. People write
a dozen; thousands of ``except`` or ``case`` are written by a program."""

ITEMS: Final = 256
"""Elements of a list, tuple or dict kept one by one. A longer literal is data: only its length and the
range of its elements count."""

REPEATED: Final = 64
"""Elements of ``[0, 1] * n`` kept one by one. A row of a table is written so, and a list of zeros, which is longer."""

LOOP_ROUNDS: Final = 3
"""Evaluations of a loop's body with what is assumed to hold at its beginning. The second finds what the first has put
into containers, the third confirms it; what is not confirmed then changes from round to round."""

LENGTHS: Final = 4
"""Containers that are kept with a number made of their lengths. A size adds two or three: words, marks, a second
language."""

UNROLLED: Final = 8
"""Rounds of a loop over known elements that are evaluated one by one, as in ``for rows in (10, 20):``."""

SINGLE_OBJECTS: Final = 16
"""Single ones among the objects of a loop, of which each keeps what was written to it. Programs write to a handful by
name; a write to one may be one to each of the others, so hundreds of them take hundreds of writes each."""

UNROLLED_OBJECTS: Final = 32
"""Rounds of a loop over objects of the program's own classes, as over the blocks of a network: ``for block in
self.blocks: x = block(x, y)``. U-Nets have 12 to 20 in a list, each of one of two or three classes."""

UNROLLED_TEXTS: Final = 128
"""Rounds of a loop over texts that are written in the file, or over pairs with them: a small sample whose words are
counted, or an alphabet. The usual ones have 57 to 70 letters, and ``string.printable`` has 100. Loops over numbers are
those that train."""

MAKINGS: Final = 8
"""Values of one name of which it is kept what they were made of. Paths give a name two or three; each round of a loop
and each call of a function gives it another one, and of those only the last ones still count."""

NAMES_BEHIND: Final = 4
"""Names made of names that are followed from a test to the numbers behind it: ``j = k + 1``, ``name = names.get(j)``,
``ok = name is not None`` are three."""

TEXTS_KEPT: Final = 16
"""Texts of which a name may hold either one that are kept one by one: more are any text."""

LIST_NESTING: Final = 6
"""Lists and dicts inside each other that are followed when looking for ids: batches of sentences of words are three."""

NESTED: Final = 4_096
"""Values inside one nest of tuples or arrays: ``x = (x, x)``, forty times, is a short program and a million million."""

STACKED_ROWS: Final = 8
"""Rows of a stack that are kept one by one: ``torch.stack((users, films))[0]`` are the users. People stack two to four
columns of ids; more are the rows of a batch, which are alike."""

DIMENSIONS: Final = 32
"""Dimensions of an array of which each cell is known. NumPy allows 64; ``x = x[None]``, a thousand times, has a
thousand rows inside each other, and each of these has its own shape."""

VIEWS: Final = 32
"""Views of views that are followed to the array they lie in: a reshape of a slice of a tensor of an array are three."""

VIEWS_SHOWN: Final = 4096
"""Views of which it is kept what they have shown. A script with a data loader of its own looks at a few hundred."""

EXPRESSION_TERMS: Final = 24
"""Linear terms in one symbolic bound. ``min(N, len(x) + 1)`` has two; products of sums stop here."""

CONSTANT_BITS: Final = 256
"""Size of a folded integer: ids are at most 64 bits wide, and ``10 ** 10 ** 10`` must not be computed."""

CONSTANT_TEXT: Final = 65_536
"""Characters of a folded string: ``"a" * 10 ** 9`` must not be built."""

EXACT_FLOATS: Final = 2**53
"""Integers that floats are exact for, up to this one: ``4.0`` is 4, ``1e300`` is left alone."""

KEY_DEPTH: Final = 24
"""Steps from an unknown thing to a part of a part of it that keep its identity: ``df["a"].values[0]`` are three."""

QUESTIONS: Final = 4
"""Answers of answers that are followed back to what was asked: ``words().split()[0].strip()``."""

SYMBOL_DEPTH: Final = 4
"""Bounds of symbols followed through the bounds of other symbols (``len(d) <= len(words) <= ...``)."""

LINE_TEXT: Final = 48
"""Characters of an expression quoted in a message; a longer one is described instead."""

MESSAGE: Final = 152
"""Characters of a message that need no shortening: with its code it has 160, which a person reads at a glance."""

LONG_MESSAGE: Final = 192
"""Characters beyond which a message does without the arguments of calls that it quotes."""

NAMED_TEXT: Final = 8
"""Characters of an expression from which a message that is too long may call it ``n``."""

TRAIL: Final = 12
"""Steps shown of how a value came about; a person reads no more."""

INSTANCES: Final = 6
"""Instances of one class on which methods are evaluated that nobody in the file calls."""

EXITS: Final = 16
"""Ways out of a function or a round of a loop that are kept apart; generated dispatchers have hundreds."""

PATH_CONDITION: Final = 64
"""Outcomes of tests that are remembered on one path. Each is carried by every value and way out of the path, so without
an end to it 9,000 lines of ``if sys.argv[i]: return i`` take gigabytes; nobody follows a path of a dozen."""

GRAPH_DEPTH: Final = 32
"""Operations between a model's input and a table that are looked at for whether they change ids."""

GRAPH_NODES: Final = 2_000
"""Layers evaluated when ids are fed to a functional model; a larger graph is left unknown."""

FIXES_TRIED: Final = 20
"""Fixes of one finding that are tried, the best first: names on the way to a size, and as many for its matrix."""

FIX_TRIALS: Final = 40
"""Analyses of one file to try its fixes. All fixes are tried together, so three or four are usual, and each fix that
troubles another table costs some ten more; a file with 1,500 findings takes 0.5 s for each."""

FIX_PASSES: Final = 5
"""Times that a file is fixed and looked at again: two, unless one fix makes way for another."""

NEIGHBOURS: Final = 2_000
"""Other files of a project searched for a name that a fix would change; in a larger one the fix is not called safe."""

NEIGHBOUR_FILES: Final = 100_000
"""Files of any kind that are met on the way: folders of data hold more."""

NEIGHBOUR_BYTES: Final = 5_000_000
"""Bytes of one file that is met on the way: notebooks with pictures have a megabyte or two."""

LEADING_FILES: Final = 20
"""Files that name a module, analysed to see whether they lead to its tables: as many as one waits for."""

GLANCES: Final = 4_000
"""Names looked at in other modules to see whether a file leads to a table; beyond them it does not. Most files that
do are decided by three, and what was found out of a name holds for the other files of the folder."""

MODULE_BYTES: Final = 1_000_000
"""Size of another file of the project that is read for what is imported from it: as large as one that is analysed."""

PARTS_DEPTH: Final = 16
"""Data sets of which each is a part of the next: what the last of them holds is asked whenever the first is read."""

WRITERS: Final = 3
"""Programs of the project that are run to see what they write to one file: beside the one that does, two others name
it."""

STEPS_OF_A_PROGRAM: Final = 40_000
"""Steps for another program that is run to see what it writes. One that trains something takes three to eight thousand,
a notebook thirty thousand."""

STEPS_BEFORE_PROGRAMS: Final = 50_000
"""Steps in a file after which no other program is run for it: it takes long enough as it is."""

LOOKS_AT_PATHS: Final = 2_000
"""Expressions looked at to find out from which files another program loads objects; beyond them it may load any. Each
that it loads takes three or four, and the largest load a few dozen."""

PROGRAMS: Final = 4
"""Programs that are run to see what they write, for one file that reads it."""

PROGRAMS_DEPTH: Final = 2
"""Programs of which one reads what the next has written: data are prepared, a model is trained, and asked."""

OBJECTS_IN_A_FILE: Final = 64
"""Objects in what is read from a file or written to it that are looked at, to see whether they have changed since. A
vocabulary that is saved holds two or three dicts and lists; a model with its optimizer has thousands of tensors."""

REQUIREMENT_BYTES: Final = 200_000
"""Size of a pyproject.toml, setup.cfg or requirements file that is read: ten times the largest ones people write."""

LOCK_BYTES: Final = 5_000_000
"""Size of a lock file that is read. It names hundreds of packages, with the hashes of all their files."""

REQUIREMENT_LINE: Final = 1_000
"""Characters of a line in it that is looked at."""

REQUIREMENT_FILES: Final = 20
"""Requirements files of one folder that are read, by their names."""

CHAINED: Final = 16
"""Comparisons in one chain (``a < b < c``) of which each is asked what it says. People write two."""

CASES: Final = 100
"""Cases of one ``match`` of which each is asked what it says of the subject. People write ten; each case costs a few
Python frames, and thousands are written by a program."""

MODULES: Final = 60
"""Other modules of the project evaluated for one file, as far as something of them is read. Programs read one to
twelve."""

MODULE_DEPTH: Final = 20
"""Modules evaluated inside each other, where the body of one needs another; each takes about ten of Python's frames."""

MODULES_KEPT: Final = 2_000_000
"""Characters of the modules that are kept parsed for the next file of a run."""

PROOFS_KEPT: Final = 256
"""Other files of the project of which it is kept what is told of them by themselves."""

FOLDERS_KEPT: Final = 4_096
"""Folders of which it is kept to which project and package they belong, and what that requires: a run over a large
repository meets one or two thousand, an editor runs for weeks."""

DATA_BYTES: Final = 200_000
"""Size of a JSON or TOML file that is read as configuration. People write a few kilobytes; what is larger is data."""

YAML_BYTES: Final = 20_000
"""Size of a YAML file that is read as configuration: PyYAML takes a second for 60 kilobytes."""

DATA_VALUES: Final = 1_000
"""Values in a configuration that are looked at; a YAML file may name one of them many times."""

STEPS_ELSEWHERE: Final = 60_000
"""Steps taken in other modules for one file: then no more calls into them are followed. Most programs
that train something take a few thousand. Of 108 projects six take more than 20,000, and end at 21,000 to 45,000, in two
seconds more; methods of a library, whose arguments are not known, lead everywhere."""

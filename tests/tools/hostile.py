"""Programs that are legal and unreasonable: each would hang, crash or fill the memory of a careless analysis.

Every one ends where ``n`` is a size, or is not known to be one.
"""

PROGRAMS = {
    "pow": "n = 10 ** 10 ** 10\n",
    "str": 'n = len("a" * 10 ** 9)\n',
    "range": "n = len(range(10 ** 12))\nx = list(range(10 ** 12))\nfor i in range(10**12): n = n\n",
    "shift": "n = 1 << 10 ** 12\n",
    "bigmul": "n = 7\n" + "n = n * n\n" * 500,
    "percent": "s = '%1000000000d' % 1\nn=len(s)\n",
    "fmt": "s=f'{1:1000000000}'\nn=len(s)\n",
    "format": "s=format(1,'1000000000')\nn=len(s)\n",
    "list100k": "x = [" + ", ".join(map(str, range(100000))) + "]\nn = len(x)\n",
    "dict20k": "x = {" + ", ".join(f"'w{i}': {i}" for i in range(20000)) + "}\nn = len(x)\n",
    "set20k": "x = {" + ", ".join(f"'w{i}'" for i in range(20000)) + "}\nn = len(x)\n",
    "listmul": "x=[0]*10**9\nn=len(x)\ny=[0]*200\ny=y*200*200\n",
    "listrep": "x=[1,2]\n" + "x = x + x\n" * 60 + "n=len(x)\n",
    "tuprep": "x=(1,2)\n" + "x = x + x\n" * 60 + "n=len(x)\n",
    "strdbl": "s='ab'\n" + "s = s + s\n" * 60 + "n=len(s)\n",
    "nesttup": "x=(1,)\n" + "x = (x, x)\n" * 60 + "n=len(x)\n",
    "nestlist": "x=[1]\n" + "x = [x, x]\n" * 60 + "n=len(x)\nt=torch.tensor(x)\n",
    "nesttupfed": "x = (1,)\n"
    + "x = (x, x)\n" * 40
    + "n = len(x)\ntorch.stack(x)\nfor w in open('a'):\n    y = []\n    y.append(x)\nprint(max(x))\n",
    "nestarray": "import numpy as np\nx = [1]\n" + "x = np.array([x, x])\n" * 200 + "n = len(x)\n",
    "neststack": "x = torch.tensor([1])\n" + "x = torch.stack([x, x])\n" * 200 + "n = len(x)\n",
    "lambdas": "import other\nx = nn.Linear(3, 3)\nx = [x, t.f(lambda q: x.g(lambda r: x), x)]\nn = 3\n",
    "bytes": "n=len(bytes(10**10))\n",
    "selflist": "x=[]\nx.append(x)\nn=len(x)\nt=torch.tensor(x)\ny=x[0][0][0]\nprint(x, max(x), sorted(x), set(), list(x), tuple(x))\nz=[*x]\nfor q in x:\n    q.append(x)\n",
    "selfdict": "d={}\nd['d']=d\nd['e']={'d':d}\nn=len(d)\nm=max(d.values())\nx=d['d']['d']\nt=torch.tensor([d])\n",
    "mutual": "a=[]\nb=[a]\na.append(b)\nt=torch.tensor(a)\nn=len(a)\n(x, y), *z = a, b\n",
    "br2000": "x = " + "[" * 2000 + "]" * 2000 + "\nn=1\n",
    "par2000": "x = " + "(" * 2000 + "1" + ")" * 2000 + "\nn=1\n",
    "br150": "x = " + "[" * 150 + "]" * 150 + "\nn=1\n",
    "br90": "x = " + "[" * 90 + "]" * 90 + "\nn=1\n",
    "call90": "f=int\nx = " + "f(" * 90 + "1" + ")" * 90 + "\nn=1\n",
    "plus2000": "n = " + " + ".join(["1"] * 2000) + "\n",
    "plus2900": "n = " + " + ".join(["1"] * 2900) + "\n",
    "and2000": "n = " + " and ".join(["1"] * 2000) + "\n",
    "cmp2000": "n = " + " < ".join(["1"] * 2000) + "\n",
    "attr2000": "n = x" + ".a" * 2000 + "\n",
    "sub2000": "n = x" + "[0]" * 2000 + "\n",
    "not2000": "n = " + "not " * 2000 + "1\n",
    "neg2000": "n = " + "-" * 2000 + "1\n",
    "elif2000": "import sys\nif sys.argv: n = 1\n" + "".join(f"elif sys.argv == {i}: n = {i}\n" for i in range(2000)),
    "elif90": "import sys\nif sys.argv: n = 1\n" + "".join(f"elif sys.argv == {i}: n = {i}\n" for i in range(90)),
    "strconcat2000": "n = len(" + " ".join(["'a'"] * 2000) + ")\n",
    "tern500": "import sys\nn = " + "".join(f"{i} if sys.argv == {i} else " for i in range(500)) + "1\n",
    "lambda500": "n = " + "lambda: " * 500 + "1\n",
    "deepif": "import sys\nn = 5\n"
    + "".join("    " * i + f"if sys.argv[{i}]:\n" for i in range(60))
    + "    " * 60
    + "n = 3\n",
    "deepfor": "import sys\nn = 5\n"
    + "".join("    " * i + f"for i{i} in range(sys.maxsize):\n" for i in range(20))
    + "    " * 20
    + "n = n + 1\n",
    "deepfor8": "import sys\nn = 5\n"
    + "".join("    " * i + f"for i{i} in (1,2,3,4,5,6,7,8):\n" for i in range(20))
    + "    " * 20
    + "n = n + 1\n",
    "deepwhile": "import sys\nn = 5\n"
    + "".join("    " * i + f"while sys.argv[{i}]:\n" for i in range(20))
    + "    " * 20
    + "n = n + 1\n",
    "deeptry": "n=5\n"
    + "".join("    " * i + "try:\n" for i in range(19))
    + "    " * 19
    + "n=n+1\n"
    + "".join("    " * i + "except E:\n" + "    " * (i + 1) + "n=n+2\n" for i in range(18, -1, -1)),
    "deepdef": "".join("    " * i + f"def f{i}():\n" for i in range(60)) + "    " * 60 + "return 1\nn=5\n",
    "deepcomp": "n = " + "[" * 30 + "1" + "".join(f" for x{i} in (1,2,3,4,5,6,7,8)]" for i in range(30)) + "\n",
    "compfors": "n = [1" + "".join(f" for x{i} in (1,2,3,4,5,6,7,8)" for i in range(200)) + "]\n",
    "f200": "".join(
        f"def f{i}(x):\n    return "
        + " + ".join(f"f{j}(x + {j})" for j in ((i + 1) % 200, (i + 7) % 200, (i * 3 + 1) % 200))
        + "\n"
        for i in range(200)
    )
    + "n=f0(1)\n",
    "chain200": "".join(f"def f{i}(x):\n    return f{i + 1}(x) + f{i + 1}(x)\n" for i in range(200))
    + "def f200(x): return x\nn=f0(1)\n",
    "all200": "".join(f"def f{i}(x):\n    " + "\n    ".join(f"f{j}(x)" for j in range(200)) + "\n" for i in range(200))
    + "n=1\n",
    "back200": "def f0(x): return x + 1\n"
    + "".join(f"def f{i}(x):\n    return f{i - 1}(f{i - 1}(x))\n" for i in range(1, 200))
    + "n=f199(1)\n",
    "rec": "def f(x):\n    return f(x - 1) + f(x - 2) if x > 1 else x\nn=f(30)\n",
    "ycomb": "y = lambda f: (lambda x: x(x))(lambda x: f(lambda v: x(x)(v)))\nn = y(lambda s: lambda k: 1 if k < 1 else k * s(k - 1))(5)\n",
    "omega": "n = (lambda x: x(x))(lambda x: x(x))\n",
    "prop": "class A:\n    @property\n    def p(self): return self.p\n    def __init__(self): self.a = A()\n    def __call__(self): return self()\nn=A().p\nA()()\n",
    "selfbase": "class A(A): pass\nclass B: pass\nclass B(B):\n    def __init__(self): super().__init__()\nn=B()\n",
    "partial": "import functools\nf=int\n" + "f=functools.partial(f)\n" * 500 + "n=f(1)\n",
    "globals": "n=5\nglobals()['n']=6\nexec('n=7')\nvars()['n']=8\n",
    "gen": "def g():\n    yield from g()\nn=len(list(g()))\n",
    "deco": "@deco\ndef deco(f): return f\n@deco\nclass A: pass\nn=A\n",
    "metacls": "class M(type):\n    def __call__(cls): return cls()\nclass A(metaclass=M): pass\nn=A()\n",
    "names5000": "".join(f"n{i} = {i}\n" for i in range(5000)) + "n=1\n",
    "imports": "".join(f"import m{i}\n" for i in range(3000)) + "n=1\n",
    "eithers": "import sys\nn=0\n" + "".join(f"if sys.argv[{i}]: n = n + {i}\n" for i in range(200)),
    "nul": "n='\\0'\n",
    "surr": "n='\\ud800'\nm=len(n)\n",
    "bytesbad": "n=b'\\xff'\n",
    "int0": "n=int('9'*5000)\n",
    "intlong": "n=" + "9" * 5000 + "\n",
    "hexlong": "n=0x" + "f" * 5000 + "\n",
    "float": "n=1e999\nm=int(1e999)\nk=int(float('nan'))\n",
    "floatmax": "n=int(1e308)*2\nm=1e308*10\nk=2.0**5000\nl=(-8)**0.5\nj=0**-1\n",
    "cplx": "n=(-8)**0.5\n",
    "slice0": "n=[1,2][::0]\nm='abc'[::0]\n",
    "neg": "n=[1]*-5\nm='a'*-5\nr=range(5,-5)\nl=len(range(5,-5))\nk=len(range(0,10,0))\n",
    "huge_range_step": "n=len(range(0,10**30,3))\n",
    "unpack": "a,*b=1\n*a,=5\n(a,b),c=None,None\n[a]=[]\nn=a\n",
    "kwdup": "def f(a): return a\nn=f(1,a=2)\nf(*[1,2,3])\nf(**{'a':1,'b':2})\nf(b=1)\n",
    "starstar": "def f(*a,**k): return f(*a,**k)\nn=f(1,x=2)\n",
    "minmax_empty": "n=max([])\nm=max()\nk=min()\nj=max([], default=0)\nlen()\nrange()\nint()\ndict()\nset()\nenumerate()\nzip()\nmap()\nsum()\nsorted()\ngetattr()\nnext()\niter()\nlist()\n",
    "emb_weird": "nn.Embedding()\nnn.Embedding(*[1,2])\nnn.Embedding(**{'num_embeddings':5,'embedding_dim':2})\nnn.Embedding(num_embeddings=[],embedding_dim={})\nnn.Embedding(nn.Embedding, nn.Embedding)\nnn.Embedding(nn.Embedding(5,2),2)\nn=5\n",
}

"""Runs a Python program piece by piece, printing marks around what is to be seen of it.

The program hands itself over by calling `main` and does not go on itself. It is a script that calls
`_recant_open`, `_recant_close`, `_recant_show` and `_recant_see`, or the steps of an interactive
session as comments: `#%PROBE` begins a step, `#%cell PROBE` a cell of a notebook, `#%program` a script that no
file may hold, `#:` each line of it. A statement or step that raises
ends by itself, not the program, as at a prompt. Runs on Python 2.7 and every 3.
"""

import __future__

import ast
import inspect
import sys
import traceback
import types

# Prompts other than Python's own let `await` stand outside functions.
AWAITS = getattr(ast, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0)

RECORD, RENDERING = "\x1e", "\x1f"

# Errors that say that something is not there.
MISSING = ("NameError: ", "ImportError: ", "ModuleNotFoundError: ", "FileNotFoundError: ", "EOFError: ")


class Marks(object):
    """Prints what the probes see."""

    def __init__(self, nonce):
        self.nonce = nonce
        self.opened = []
        self.shown = set()

    def put(self, text):
        sys.stdout.write(RECORD + self.nonce + text + RECORD)
        sys.stdout.flush()

    def open(self, probe):
        self.put("<%s" % probe)
        self.opened.append(probe)

    def close(self, probe, error=None):
        if probe in self.opened:
            self.opened.remove(probe)
            self.put(">%s%s" % (probe, "" if error is None else "!" + error.replace(RECORD, "?")))

    def fail(self, error):
        """Ends every open probe with an error; whether there was one."""
        seen = bool(self.opened)
        for probe in reversed(list(self.opened)):
            self.close(probe, error)
        return seen

    def show(self, probe, *values):
        self.shown.add(probe)
        value = values[0] if len(values) == 1 else values
        text = repr(value) + RENDERING + str(value)
        self.put("=%s" % probe)
        sys.stdout.write(text)
        self.put(">%s" % probe)

    def see(self, probe, value):
        self.show(probe, value)
        return value


def describe():
    """The traceback without this file's own frame, and its last part."""
    kind, value, trace = sys.exc_info()
    lines = traceback.format_exception(kind, value, trace and trace.tb_next)
    return "".join(lines), traceback.format_exception_only(kind, value)[-1].strip()


def shows(statement):
    """The probes whose values a statement shows, unless something raises before."""
    calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
    names = ("_recant_show", "_recant_see")
    return [ast.literal_eval(call.args[0]) for call in calls if getattr(call.func, "id", None) in names]


class Runner(object):
    """Executes code in one module that takes itself for the main one."""

    def __init__(self, path, marks):
        self.marks = marks
        self.failed = False
        self.loop = None
        self.flags = 0
        self.path = path
        # Python 2 empties a module that nothing holds, and this file's functions live in it.
        self.own = sys.modules["__main__"]
        module = sys.modules["__main__"] = types.ModuleType("__main__")
        self.space = module.__dict__
        self.space["__file__"] = path
        try:
            import builtins
        except ImportError:
            import __builtin__ as builtins
        self.space["__builtins__"] = builtins
        builtins._recant_open, builtins._recant_close = marks.open, marks.close
        builtins._recant_show, builtins._recant_see = marks.show, marks.see

    def execute(self, source, name, mode, on_error):
        try:
            code = compile(source, name, mode, self.flags | AWAITS, True)
            # What `from __future__` asks for holds from there on.
            for feature in __future__.all_feature_names:
                self.flags |= code.co_flags & getattr(__future__, feature).compiler_flag
            if code.co_flags & getattr(inspect, "CO_COROUTINE", 0):
                self.wait(eval(code, self.space))
            else:
                exec(code, self.space)
        except SystemExit:
            raise
        except BaseException:
            on_error(*describe())

    def wait(self, coroutine):
        import asyncio

        if self.loop is None:
            self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(coroutine)

    def script(self, source, after=0, name=None):
        """Executes the statements of a program that begin behind a line."""

        wanted = []

        def on_error(trace, error):
            for probe in wanted:
                if probe not in self.marks.shown:
                    self.marks.open(probe)
            if not self.marks.fail(error):
                self.failed = True
            sys.stderr.write(trace)

        try:
            tree = compile(source, self.path, "exec", ast.PyCF_ONLY_AST, True)
        except SyntaxError:
            trace = "".join(traceback.format_exception_only(*sys.exc_info()[:2]))
            sys.stderr.write(trace)
            self.failed = True
            return
        for statement in tree.body:
            if getattr(statement, "lineno", 0) <= after and not isinstance(statement, ast.ImportFrom):
                continue
            module = ast.parse("")
            module.body = [statement]
            wanted[:] = shows(statement)
            self.marks.shown.clear()
            self.execute(module, name or self.path, "exec", on_error)

    def step(self, probe, parts):
        errors = []

        def on_error(trace, error):
            errors.append(error)
            # What the note takes for granted is no claim that is wrong: recant is to hear of it.
            if probe == "-" or error.startswith(MISSING):
                self.failed = True
                sys.stderr.write(trace)
            if probe != "-":
                sys.stdout.write(trace)
                self.marks.fail(error)

        if probe != "-":
            self.marks.open(probe)
        for source, mode in parts:
            if not errors:
                self.execute(source, "<stdin>", mode, on_error)
        self.marks.close(probe)


def cell(source):
    """The parts of a cell: its statements, and its last expression, whose value is shown."""
    try:
        body = compile(source, "<stdin>", "exec", ast.PyCF_ONLY_AST | AWAITS, True).body
    except SyntaxError:
        return [(source, "exec")]
    shown = bool(body) and isinstance(body[-1], ast.Expr)
    shown = shown and source.rstrip()[-1:] not in (b";", u";")
    whole = ast.parse("")
    whole.body = body[:-1] if shown else body
    return [(whole, "exec")] + ([(ast.Interactive(body[-1:]), "single")] if shown else [])


def display(value):
    """Shows the value of a cell, as IPython does."""
    if value is not None:
        sys.stdout.write(pretty(value, 0) + "\n")


def pretty(value, depth):
    """Like `repr`, but classes and functions by their names and sets in order."""
    kind = type(value)
    if depth > 50:
        return repr(value)
    if kind is type and value.__module__ in ("builtins", "__builtin__"):
        return value.__name__
    if kind is type:
        return "%s.%s" % (value.__module__, getattr(value, "__qualname__", value.__name__))
    if kind is types.FunctionType and hasattr(inspect, "signature"):
        return "<function %s.%s%s>" % (value.__module__, value.__qualname__, inspect.signature(value))
    if kind is dict and value:
        return "{%s}" % ", ".join(pretty(k, depth + 1) + ": " + pretty(v, depth + 1) for k, v in value.items())
    if kind is list:
        return "[%s]" % ", ".join(pretty(item, depth + 1) for item in value)
    if kind is tuple and value:
        return "(%s)" % (", ".join(pretty(item, depth + 1) for item in value) + ("," if len(value) == 1 else ""))
    if kind in (set, frozenset) and value:
        try:
            value = sorted(value)
        except Exception:
            pass
        items = "{%s}" % ", ".join(pretty(item, depth + 1) for item in value)
        return items if kind is set else "frozenset(%s)" % items
    return repr(value)


def steps(text):
    """The steps of a session: the probe that sees each, and what was typed."""
    found = []
    for line in text.split(u"\n"):
        if line.startswith(u"#%"):
            found.append((str(line[2:]), []))
        elif line.startswith(u"#:") and found:
            found[-1][1].append(line[2:] + u"\n")
    return [(probe, u"".join(lines)) for probe, lines in found]


def program(lines, header):
    """The script behind a line, on the lines on which it stands."""
    code = u"\n".join(lines[:1] + [u""] * header + [line[2:] for line in lines[header + 1 :]])
    return code.encode("utf-8") if str is bytes else code


def main(path, nonce):
    with open(path, "rb") as file:
        source = file.read()
    runner = Runner(path, Marks(nonce))
    text = source.decode("utf-8", "replace")
    lines, behind = text.split(u"\n"), sys._getframe(1).f_lineno
    if lines[behind : behind + 1] == [u"#%program"]:
        source, behind = program(lines, behind), 0
        session = []
    else:
        session = steps(text) if b"\n#%" in source else []
    if not session:
        runner.script(source, behind)
    for probe, typed in session:
        code = typed.encode("utf-8") if str is bytes else typed
        if probe == "script":
            runner.script(code, name="<note>")
        elif probe.startswith("cell "):
            sys.displayhook = display
            runner.step(probe[len("cell ") :], cell(code))
        else:
            runner.step(probe, [(code, "single")])
    sys.stdout.flush()
    sys.exit(int(runner.failed))

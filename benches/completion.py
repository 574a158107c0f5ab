#!/usr/bin/env python3
"""Measure how many of the blocks of code in documents run, as written and once recant has completed them.

usage: completion.py RECANT PATH...  [--language go,cpp] [--half 1|2] [--stops] [--json REPORT.json]
       completion.py REPORT.json...  [--half 1|2] [--stops]

RECANT is the binary, each PATH a document or a folder of them. --json keeps what recant reports, which the
second form reads again. docs/completion.md says what is counted, and holds the figures.

--half takes every second document, told by its name, so that rules can be made with one half in sight and
measured on the other. --stops lists what keeps each of the others from running.
"""
import argparse
import builtins
import functools
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter, defaultdict

LANGUAGES = "go python java c cpp rust".split()

# Reasons for which a block is no fragment of a program for this machine with the standard library alone.
NOT_COUNTED = {
    "placeholder": "leaves code out",
    "lossy-source": "does not parse",
    "missing-dependency": "wants a package",
    "needs-network": "wants the network",
    "needs-service": "wants a service",
    "interactive": "wants a person or a screen",
    "platform": "wants another platform",
    "missing-toolchain": "wants another compiler",
    "too-large": "does not parse",
    "skipped": "was left out",
}

# How recant says that a block does not parse; of Python it tells what is missing by the lines' depths.
UNPARSABLE = re.compile("does not parse|^(?:holds lines whose|ends a block whose|decorates something|closes |breaks off inside)")

# The reasons for which a program ran and its claims could not be compared.
RAN = {"nondeterministic", "unsure-output"}
COMPARED = re.compile("the program does not come to what the claim speaks of|^the output differs, but ")

# How recant says that a part of the program stands in a file that the document does not show.
NOT_SHOWN = re.compile("^the file `.*` is not in the note|^a file is not in the note|stands in another file"
                       "|module of a package that is not in the note")

# How a document says of a block that it is wrong, and how recant says that a block ended in an error.
SAYS_WRONG = re.compile(r"\berrors?\b|\bwrong\b|\billegal\b|\binvalid\b|\bincorrect\b|\bfails? to compile\b|\bpanics?\b"
                        r"|\b(?:not|n't) compile\b|错误|报错|编译失败|编译(?:不通过|通不过)|[不无]法?能?通过编译|(?:不能|无法)编译", re.I)
FAILED = re.compile("does not compile|it fails|they fail|together fail")

# Why nobody could run a block that is counted, in the order in which it is asked.
NOBODY = ["a name that nothing defines", "builds on a block that nobody could run", "runs until it is stopped",
          "a file that is not shown", "shown because it is wrong"]

# How recant says that a name is missing; the name is the last part of a path.
MISSING = re.compile(r"`(?:[\w.]+(?:::|\.))?(\w+)[^`]*`(?:,.*)? (?:(?:is|was) (?:defined|declared) nowhere|which neither)")

# What may stand in front of a name that is defined, and what stands in front of one that is used.
INTRODUCES = (r"(?:class|interface|enum|record|struct|union|type|typedef|func|def|fn|trait|let|var|val|const|mut|define"
              r"|namespace|using|for|import|as|concept)")
USES = "return|new|throw|else|case|in|and|or|not|await|yield|delete|goto|import|package|extends|implements|instanceof"

TRANSLATION = re.compile(r"(?:(?<=_)|^)(?:[a-z]{2}(?:-[a-z]{2})?|english|docs)_")


def half(path):
    """1 or 2; the translations of a document go to the same half."""
    name = TRANSLATION.sub("", os.path.basename(path))
    return 1 + zlib.crc32(name.encode()) % 2


def why_not_counted(block):
    """Why a block says nothing about completing, or None where it counts."""
    if UNPARSABLE.search(block["detail"] or ""):
        return "does not parse"
    return NOT_COUNTED.get(block["reason"])


def has_run(block):
    return (block["verdict"] in ("holds", "drifted", "runs") or block["reason"] in RAN
            or COMPARED.search(block["detail"] or "") is not None)


def find_why_nobody(blocks):
    """Notes in each block that counts why nobody could run it: None where it runs, or could be run."""
    for block in blocks:
        block["nobody"] = None if has_run(block) else by_itself(block)
    # What builds on a block that nobody could run can be run by nobody, and so on.
    found = True
    while found:
        found = [block for block in blocks if not has_run(block) and not block["nobody"] and builds_on_none(block, blocks)]
        for block in found:
            block["nobody"] = NOBODY[1]


def by_itself(block):
    """Why nobody could run a block, whatever became of the others."""
    told = [takes_for_granted(block) is not None, False, block["reason"] == "time-limit",
            NOT_SHOWN.search(block["detail"] or "") is not None, says_that_it_is_wrong(block)]
    return next((cause for cause, holds in zip(NOBODY, told) if holds), None)


def builds_on_none(block, blocks):
    """Whether a block stops at a name that the document defines in blocks alone of which none can be run."""
    name = missing_name(block)
    if not name or name in library(block["language"]):
        return False
    text = text_of(block["path"])
    lines = {text.count("\n", 0, found.end()) + 1 for found in definition_of(name, block["language"]).finditer(text)}
    lines -= set(range(block["start_line"], block["end_line"] + 1))
    around = [[other for other in blocks if other["path"] == block["path"]
               and other["start_line"] <= line <= other["end_line"]] for line in lines]
    cannot = lambda other: not has_run(other) and (why_not_counted(other) or other["nobody"])
    return bool(around) and all(others and all(map(cannot, others)) for others in around)


def says_that_it_is_wrong(block):
    """Whether a block ends in an error, and its comments or the lines next to it speak of one."""
    if block["verdict"] != "fails" and not FAILED.search(block["detail"] or ""):
        return False
    lines = text_of(block["path"]).splitlines()
    start, end = block["start_line"] - 1, block["end_line"]
    prose = [line for line in lines[max(start - 4, 0):start] + lines[end:end + 4] if line.strip()]
    comments = re.findall(r"(?://|#|/\*)(.*)", "\n".join(lines[start:end]))
    return any(SAYS_WRONG.search(line) for line in prose + comments)


def missing_name(block):
    """The name for want of which a block does not run."""
    found = MISSING.search(block["detail"] or "") if block["reason"] == "incomplete" else None
    return found.group(1) if found and not has_run(block) else None


def takes_for_granted(block):
    """The name for want of which a block does not run, where neither the document nor the library defines it."""
    name = missing_name(block)
    if not name or name in library(block["language"]):
        return None
    return None if definition_of(name, block["language"]).search(text_of(block["path"])) else name


def definition_of(name, language):
    """How a document may define a name."""
    word = re.escape(name)
    definition = r"\b%s\s+(?:\([^)]*\)\s*)?[*&]*%s\b" % (INTRODUCES, word)
    if language in ("go", "python"):
        definition += r"|^\s*[\w, ]*\b%s\s*(?:,[\w, ]*)?%s" % (word, ":=" if language == "go" else "=(?!=)")
    if language in ("c", "cpp", "java"):
        definition += r"|(?!\b(?:%s)\b)\b\w+[\])>*&]*[\s*&]+%s\s*[=;(,:\[{)]" % (USES, word)
    return re.compile(definition, re.M)


@functools.cache
def text_of(path):
    return open(path, encoding="utf-8", errors="replace").read()


@functools.cache
def library(language):
    """Names that the standard library of a language offers, as far as its own tools list them."""
    if language == "python":
        return set(sys.stdlib_module_names) | set(dir(builtins))
    if language == "go":
        return {path.rsplit("/", 1)[-1] for path in output("go", "list", "std").split()}
    if language == "java":
        home = re.search(r"java\.home = (.*)", output("java", "-XshowSettings:properties", "-version")).group(1)
        return {word for word in output("jimage", "list", home + "/lib/modules").split()}
    return set()


def output(*command):
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return run.stdout


def recant(binary, paths, languages):
    command = [binary, "check", "--format", "json", "--language", ",".join(languages), *paths]
    run = subprocess.run(command, stdout=subprocess.PIPE)
    if run.returncode not in (0, 1, 3, 4):
        sys.exit("recant ended with status %d" % run.returncode)
    return run.stdout


def blocks_of(report, languages):
    """The blocks that are code of one of the languages, in paragraphs of their own, and no session."""
    for block in report["snippets"]:
        wanted = block["kind"] == "code" and block["language"] in languages and block["found_by"] != "inline"
        if wanted and not is_session(block):
            yield block


def is_session(block):
    lines = text_of(block["path"]).splitlines()[block["start_line"] - 1:block["end_line"]]
    return any(re.match(r"\s*(?:>>>|In \[\d+\]:|\$) ", line) for line in lines)


def table(blocks):
    rows = ["| language | blocks | counted | run as written | run | can be run | run of these |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for language in LANGUAGES:
        own = [block for block in blocks if block["language"] == language]
        counted = [block for block in own if not why_not_counted(block)]
        if not counted:
            continue
        ran = [block for block in counted if has_run(block)]
        written = sum(block["how"] == "as-written" for block in ran)
        closed = sum(block["nobody"] is None for block in counted)
        share = lambda part, whole: "%.1f %%" % (100 * part / whole)
        rows.append("| %s | %d | %d | %s | %s | %d | %s |" % (
            language, len(own), len(counted), share(written, len(counted)), share(len(ran), len(counted)), closed,
            share(len(ran), closed)))
    return "\n".join(rows)


def impossible(blocks):
    """How many of the blocks that count nobody could run, by cause."""
    found = Counter((block["language"], block["nobody"]) for block in blocks if not why_not_counted(block))
    rows = ["| language | " + " | ".join(NOBODY) + " |", "| --- |" + " ---: |" * len(NOBODY)]
    for language in sorted({language for language, _ in found}, key=LANGUAGES.index):
        rows.append("| %s | %s |" % (language, " | ".join(str(found[language, cause]) for cause in NOBODY)))
    return "\n".join(rows)


def stops(blocks):
    """What keeps the others from running, the most frequent reasons first."""
    found = defaultdict(list)
    for block in blocks:
        if not has_run(block):
            apart = why_not_counted(block)
            nobody = None if apart else block["nobody"]
            reason = (block["reason"] or block["verdict"]) + (", " + nobody if nobody else "")
            found[block["language"], apart or "", reason].append(block)
    lines = []
    for (language, apart, reason), stopped in sorted(found.items(), key=lambda item: (item[0][:2], -len(item[1]))):
        lines.append("\n%s: %d %s%s" % (language, len(stopped), reason, " (not counted: %s)" % apart if apart else ""))
        for block in stopped:
            message = (block["messages"] or [{}])[0].get("text") or ""
            place = "%s:%d" % (os.path.basename(block["path"]), block["start_line"])
            lines.append("    %s  %s | %s" % (place, (block["detail"] or "")[:100], message[:100]))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="+")
    parser.add_argument("--language", default=",".join(LANGUAGES))
    parser.add_argument("--half", type=int, choices=(1, 2))
    parser.add_argument("--stops", action="store_true")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    languages = arguments.language.split(",")
    if all(source.endswith(".json") for source in arguments.source):
        texts = [open(source, "rb").read() for source in arguments.source]
    else:
        texts = [recant(arguments.source[0], arguments.source[1:], languages)]
    if arguments.json:
        open(arguments.json, "wb").write(texts[0])
    blocks = [block for text in texts for block in blocks_of(json.loads(text), languages)]
    blocks = [block for block in blocks if arguments.half in (None, half(block["path"]))]
    find_why_nobody(blocks)
    print(table(blocks), impossible(blocks), sep="\n\n")
    if arguments.stops:
        print(stops(blocks))


main()

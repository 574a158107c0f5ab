"""Makes small registries in a folder, as files: an index of Python packages, a proxy of Go modules, and what
npm asks its registry for."""

import base64
import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

root = Path(sys.argv[1])
# What the package `greeter` says is given, so that a test can have it change.
greeting = sys.argv[2]


def pages(name, *files):
    page = root / "simple" / name / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("".join(f'<a href="../files/{file.name}">{file.name}</a>\n' for file in files))


def wheel(name, version, source):
    module = name.replace("-", "_")
    file = root / "simple" / "files" / f"{module}-{version}-py3-none-any.whl"
    file.parent.mkdir(parents=True, exist_ok=True)
    about = f"{module}-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in [
            (f"{module}.py", source),
            (f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
            (f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            (f"{about}/RECORD", ""),
        ]:
            # Always the same time, so that the same content makes the same bytes.
            archive.writestr(zipfile.ZipInfo(path), text)
    return file


def module(path, version, source):
    folder = root / "go" / path / "@v"
    folder.mkdir(parents=True, exist_ok=True)
    manifest = f"module {path}\n\ngo 1.18\n"
    (folder / "list").write_text(f"{version}\n")
    (folder / f"{version}.info").write_text(f'{{"Version":"{version}","Time":"2020-01-01T00:00:00Z"}}')
    (folder / f"{version}.mod").write_text(manifest)
    with zipfile.ZipFile(folder / f"{version}.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(f"{path}@{version}/go.mod"), manifest)
        archive.writestr(zipfile.ZipInfo(f"{path}@{version}/words/words.go"), source)


def npm_package(name, version, source, **more):
    manifest = {"name": name, "version": version, "main": "index.js", **more}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path, text in [("package/package.json", json.dumps(manifest)), ("package/index.js", source)]:
            about = tarfile.TarInfo(path)
            about.size = len(text)
            archive.addfile(about, io.BytesIO(text.encode()))
    folder = root / "npm" / name
    file = folder / "-" / f"{name}-{version}.tgz"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(packed.getvalue())
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(packed.getvalue()).digest()).decode()
    # npm reads this address as one of the registry that it is configured for.
    tarball = f"https://registry.npmjs.org/{name}/-/{file.name}"
    manifest["dist"] = {"tarball": tarball, "integrity": integrity}
    about = {"name": name, "dist-tags": {"latest": version}, "versions": {version: manifest}}
    (folder / "index.html").write_text(json.dumps(about))


pages(
    "greeter",
    wheel("greeter", "1.0", f"def greet(): return {greeting!r}\n"),
    wheel("greeter", "2.0", f"def greet(): return {greeting!r} + '!'\n"),
)
sources = root / "simple" / "files" / "unbuilt-1.0.tar.gz"
sources.write_bytes(b"")
pages("unbuilt", sources)
changed = wheel("changed", "1.0", "")
(root / "simple" / "changed").mkdir(parents=True, exist_ok=True)
(root / "simple" / "changed" / "index.html").write_text(f'<a href="../files/{changed.name}#sha256={"0" * 64}">x</a>')
(root / "simple" / "astray").mkdir(parents=True, exist_ok=True)
link = "http://elsewhere.invalid/astray-1.0-py3-none-any.whl"
(root / "simple" / "astray" / "index.html").write_text(f'<a href="{link}">astray-1.0-py3-none-any.whl</a>')
npm_package("words", "2.0.0", f"module.exports = {greeting!r}", scripts={"install": "exit 1"})
npm_package("greeter", "1.0.0", "module.exports = () => require('words')", dependencies={"words": "^2"}, bin="index.js")
module("example.org/greeter", "v1.2.0", f'package words\n\nfunc Greet() string {{ return "{greeting}" }}\n')

"""Makes small registries in a folder: an index of Python packages and a proxy of Go modules, as files."""

import sys
import zipfile
from pathlib import Path

root = Path(sys.argv[1])
# What the package `greeter` says is given, so that a test can have it change.
greeting = sys.argv[2]


def pages(name, *files):
    page = root / "simple" / name / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("".join(f'<a href="{file.as_uri()}">{file.name}</a>\n' for file in files))


def wheel(name, version, source):
    module = name.replace("-", "_")
    file = root / "files" / f"{module}-{version}-py3-none-any.whl"
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


pages(
    "greeter",
    wheel("greeter", "1.0", f"def greet(): return {greeting!r}\n"),
    wheel("greeter", "2.0", f"def greet(): return {greeting!r} + '!'\n"),
)
sources = root / "files" / "unbuilt-1.0.tar.gz"
sources.write_bytes(b"")
pages("unbuilt", sources)
module("example.org/greeter", "v1.2.0", f'package words\n\nfunc Greet() string {{ return "{greeting}" }}\n')

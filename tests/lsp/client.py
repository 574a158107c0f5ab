"""Speaks to `recant lsp` as an editor does, through pygls: what it sends is held against the protocol's types."""

import asyncio
import pathlib
import shutil
import sys
import tempfile

from lsprotocol import types as lsp
from pygls.lsp.client import BaseLanguageClient

NOTE = """# Guide

```python
def greet(name):
    return "hello " + name
```

```python
print(greet("\U0001d11e"), 1 + 1)
```

Output:

```
hello \U0001d11e 3
```

It needs a name:

```python
print(undefined_name)
```

This claims nothing:

```python
for n in (1, 2):
    print(n * 21)
```
"""


async def wait(condition, what):
    for _ in range(1200):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"no {what} within a minute")


async def main(recant):
    client = BaseLanguageClient("tests", "1")
    published, messages, edits, refreshed = [], [], [], []
    for feature, heard in (
        (lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, published),
        (lsp.WINDOW_SHOW_MESSAGE, messages),
        (lsp.WORKSPACE_CODE_LENS_REFRESH, refreshed),
    ):
        client.feature(feature)(lambda params, heard=heard: heard.append(params))

    @client.feature(lsp.WORKSPACE_APPLY_EDIT)
    def apply(params):
        edits.append(params.edit)
        return lsp.ApplyWorkspaceEditResult(applied=True)

    folder = pathlib.Path(tempfile.mkdtemp(prefix="recant-lsp-"))
    file = folder / "the guide.md"
    file.write_text(NOTE)
    uri = file.as_uri()
    await client.start_io(recant, "lsp", "--stdio")
    workspace = lsp.WorkspaceClientCapabilities(code_lens=lsp.CodeLensWorkspaceClientCapabilities(refresh_support=True))
    answer = await client.initialize_async(
        lsp.InitializeParams(
            capabilities=lsp.ClientCapabilities(workspace=workspace),
            workspace_folders=[lsp.WorkspaceFolder(uri=folder.as_uri(), name="notes")],
        )
    )
    assert answer.server_info.name == "recant", answer
    client.initialized(lsp.InitializedParams())
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, NOTE)))
    await wait(lambda: published, "diagnostics")

    drifted = [found for found in published[0].diagnostics if found.code == "drifted"]
    assert len(drifted) == 1, published
    assert "hello \U0001d11e 3" in drifted[0].message and "hello \U0001d11e 2" in drifted[0].message, drifted
    line = NOTE.splitlines()[drifted[0].range.start.line]
    units = line.encode("utf-16-le")
    claimed = units[2 * drifted[0].range.start.character : 2 * drifted[0].range.end.character].decode("utf-16-le")
    assert claimed == "hello \U0001d11e 3", claimed

    document = lsp.TextDocumentIdentifier(uri)
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(document))
    run = next(lens for lens in lenses if lens.command.title == "run (drifted)").command
    printed = await client.workspace_execute_command_async(lsp.ExecuteCommandParams(run.command, run.arguments))
    assert printed.startswith("hello \U0001d11e 2\n"), printed
    assert [message.message for message in messages] == [printed], messages

    hover = await client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(8, 3)))
    assert "def greet(name):" in hover.contents.value, "what the block borrows is shown"

    accept = next(lens for lens in lenses if lens.command.title.startswith("accept")).command
    await client.workspace_execute_command_async(lsp.ExecuteCommandParams(accept.command, accept.arguments))
    await wait(lambda: edits, "edit")
    (change,) = edits[0].document_changes
    (edit,) = change.edits
    start, end = edit.range.start, edit.range.end
    assert start.line == end.line and change.text_document.version == 1, edit
    units = line.encode("utf-16-le")
    text = edit.new_text.encode("utf-16-le")
    mended = (units[: 2 * start.character] + text + units[2 * end.character :]).decode("utf-16-le")
    corrected = NOTE.replace(line, mended)
    file.write_text(corrected)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version=2, uri=uri),
            [lsp.TextDocumentContentChangeWholeDocument(corrected)],
        )
    )
    published.clear()
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(document))
    await wait(lambda: published, "diagnostics of the saved note")
    assert not [found for found in published[0].diagnostics if found.code == "drifted"], published
    assert refreshed, "lenses are asked for anew"

    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(document))
    keep = next(lens for lens in lenses if lens.command.title == "accept what it prints").command
    published.clear()
    kept = await client.workspace_execute_command_async(lsp.ExecuteCommandParams(keep.command, keep.arguments))
    assert kept.startswith("kept in snippets"), kept
    outcome = folder / kept.removeprefix("kept in ")
    assert 'prints = """\n21\n42\n"""' in outcome.read_text(), outcome.read_text()
    await wait(lambda: published, "diagnostics of the note as it is kept")
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(document))
    titles = [lens.command.title for lens in lenses]
    assert "accept what it prints" not in titles and titles.count("run (holds)") == 2, titles
    # What is printed from now on is something else than what was kept.
    outcome.write_text(outcome.read_text().replace("21\n", "22\n"))
    published.clear()
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(document))
    await wait(lambda: published, "diagnostics of what is no longer as it was kept")
    assert [found.message for found in published[0].diagnostics if found.code == "drifted"], published

    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    assert client._server.returncode == 0, client._server.returncode
    shutil.rmtree(folder)


asyncio.run(main(sys.argv[1]))
print("the language server holds what its client asks of it")

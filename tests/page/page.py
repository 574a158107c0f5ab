#!/usr/bin/env python3
"""The page in headless Chromium: filters, links, keys, accessibility, and a hostile note.

Usage: page.py RECANT AXE.JS [SCREENSHOTS]

RECANT is the program to test, AXE.JS the file of the npm package axe-core. Where SCREENSHOTS is
given, pictures of the page are left in that folder: light, dark, and as a phone shows it.
Needs the Python package playwright and Chromium, as `run.sh` beside this file finds them.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
NOTES = [HERE.parent / "report" / "guide.md", HERE.parent / "report" / "hostile.json"]


def make(recant, folder):
    """The page of the notes."""
    for note in NOTES:
        shutil.copy(note, folder)
    names = [note.name for note in NOTES]
    done = subprocess.run([recant, "check", *names, "--format", "html=page.html"], cwd=folder, check=False)
    assert done.returncode == 1, f"the notes drift, so the status is 1, not {done.returncode}"
    return (pathlib.Path(folder) / "page.html").as_uri()


# What went wrong behind the tests' back: an exception in a listener would be lost.
TROUBLE = []


def open_page(browser, address, **options):
    """A page of its own; that a script of a note runs, or that anything is loaded, is kept in TROUBLE."""
    page = browser.new_context(**options).new_page()

    def trouble(event, what, is_bad=lambda _: True):
        page.on(event, lambda seen: TROUBLE.append(f"{event}: {what(seen)}") if is_bad(seen) else None)

    trouble("dialog", lambda dialog: dialog.message)
    trouble("pageerror", str)
    trouble("console", lambda said: said.text, lambda said: said.type == "error")
    trouble("request", lambda request: request.url, lambda request: not request.url.startswith(("file:", "about:")))
    page.goto(address)
    return page


def shown(page):
    return page.locator(".snippet:visible").count()


def filters(page):
    everything = shown(page)
    page.get_by_role("button", name="drifted").click()
    drifted = shown(page)
    assert 0 < drifted < everything
    assert page.locator(".snippet:visible:not(.drifted)").count() == 0
    assert page.locator("output").inner_text() == f"{drifted} blocks"
    page.get_by_role("button", name="fails").click()
    assert shown(page) > drifted, "several verdicts add up"
    page.keyboard.press("Escape")
    assert shown(page) == everything
    page.get_by_label("Language").select_option("yaml")
    assert shown(page) == 1
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("DICT_KEYS")
    assert shown(page) == 1, "the search looks at what was observed, in any case"
    page.get_by_label("Search").fill("no such word")
    assert shown(page) == 0 and page.locator("article:visible").count() == 0
    page.keyboard.press("Escape")
    assert shown(page) == everything


def links(page, address):
    for link in page.locator(".index a").all():
        target = link.get_attribute("href")
        link.click()
        assert page.locator(target).is_visible() and page.url == address + target
    last = page.locator(".snippet").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{address}#{last}")
    focused = "document.activeElement.id"
    assert page.evaluate(focused) == last, "a deep link leads to its block"
    page.get_by_role("button", name="fails").click()
    assert page.locator(f"[id='{last}']").is_hidden()
    page.evaluate("location.hash = ''")
    page.evaluate("id => { location.hash = id }", last)
    page.wait_for_function(f"document.activeElement.id === '{last}'")
    assert page.locator(f"[id='{last}']").is_visible(), "a link is stronger than the filter"


def keys(page, address):
    page.goto("about:blank")
    page.goto(address)
    ids = [card.get_attribute("id") for card in page.locator(".snippet").all()]
    for expected in [ids[0], ids[1], ids[2]]:
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.id") == expected
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == ids[1]
    assert page.url.endswith("#" + ids[1])
    page.keyboard.press("/")
    page.keyboard.type("j")
    assert page.get_by_label("Search").input_value() == "j"


def accessible(page, axe, name):
    page.evaluate(axe)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    found = page.evaluate("axe.run()")
    told = [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]
    assert not told, f"{name}:\n" + "\n".join(told)
    assert len(found["passes"]) > 20, "axe has looked"


def fits(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"a phone has to scroll sideways: {width}"


def harmless(browser, address):
    # Not by `open_page`: that the console tells of a script that was blocked is what is wanted here.
    page = browser.new_page()
    page.goto(address)
    assert page.locator("script").count() == 1, "there is the page's own script and no other"
    assert page.locator("img, iframe, svg, object, embed, base").count() == 0
    hrefs = page.eval_on_selector_all("a", "all => all.map(a => a.protocol)")
    assert set(hrefs) <= {"file:", "https:"}, set(hrefs)
    blocked = page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); return window.ran === undefined }"
    )
    assert blocked, "the policy lets another script run"


def without_script(browser, address):
    page = open_page(browser, address, java_script_enabled=False)
    assert page.locator("#filter").is_hidden() and page.locator(".tally").is_visible()
    assert page.get_by_text("dict_keys").first.is_visible()
    page.locator(".snippet summary").first.click()
    assert page.locator(".snippet details[open]").count() == 1


def main(recant, axe_file, pictures=None):
    axe = pathlib.Path(axe_file).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = make(pathlib.Path(recant).resolve(), folder)
        options = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)
        looks = {
            "light": {"color_scheme": "light"},
            "dark": {"color_scheme": "dark"},
            "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
        }
        for name, look in looks.items():
            page = open_page(browser, address, **look)
            fits(page)
            if pictures:
                page.screenshot(path=f"{pictures}/{name}.png", full_page=True)
            accessible(page, axe, name)
        page = open_page(browser, address)
        filters(page)
        links(page, address)
        keys(page, address)
        harmless(browser, address)
        without_script(browser, address)
        browser.close()
    assert not TROUBLE, TROUBLE
    print("the page: filters, links, keys, accessibility, hostile notes: all as they should be")


if __name__ == "__main__":
    main(*sys.argv[1:])

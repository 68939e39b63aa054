"""The page of tables: escaped whatever the sources hold, and in a real browser what it shows and how it is used.

The tests marked ``browser`` need ``pip install -e '.[browser]'`` and Chromium with its driver (on Debian ``apt-get
install chromium chromium-driver``).
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flake8_embedding.commands.cli import main
from flake8_embedding.reports.page import as_html
from flake8_embedding.reports.page.bars import rows_and_ids
from flake8_embedding.reports.page.editor import Editor, WrongEditor
from flake8_embedding.reports.page.excerpts import excerpts
from flake8_embedding.reports.page.markup import Html, element
from flake8_embedding.survey.problem import Problem
from flake8_embedding.survey.survey import Survey
from flake8_embedding.survey.tables import Excerpt, ProjectTable, Spot, View
from flake8_embedding.survey.verdicts import ENOUGH, TOO_SMALL, UNKNOWN
from tests.doors.test_check_command import WHEN
from tests.small_project import MODEL, TRAIN

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">'\"&\u202e\x1b"

PROJECT = {
    "setup.cfg": "",
    "model.py": MODEL,
    "train.py": TRAIN,
    "when.py": WHEN,
    "ids.py": "import torch\n\ntable = torch.nn.Embedding(20000, 8)\ntable(torch.tensor([0, 19999]))\n",
    "given.py": "import torch\n\n\ndef make(size):\n    return torch.nn.Embedding(size, 8)\n",
    "words.py": WHEN.replace("min(500, len(tokenizer.word_index))", "len(tokenizer.word_index) + 1"),
    "old.py": "from keras.layers import Dense\n",
}


def spot(line: int = 1, path: str = "model.py") -> Spot:
    return Spot(f"/project/{path}", path, line, 0, str(line))


def view(verdict: str, **given: Any) -> View:
    known = {"rows": "10", "ids": "0 to 9", "reason": None, "when": "", "seen": True}
    return View(spot(), verdict, **{**known, **given})


class Elements(HTMLParser):
    """Which elements a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes.update(name for name, _ in attrs)


def test_excerpts_are_in_the_order_of_the_story() -> None:
    told = [("words.py", 4), ("train.py", 9), ("model.py", 12), ("model.py", 7)]
    steps = [Excerpt(spot(line, path), 1, f"told of {path}", "table = 1") for path, line in told]

    drawn = excerpts(steps, Editor())

    assert re.findall(r"<figcaption>(.*?)</figcaption>", drawn) == ["words.py", "train.py", "model.py"]
    assert drawn.index(">7<") < drawn.index(">12<")


# -- what it is made of -------------------------------------------------------------------------------------------


def test_text_is_no_markup() -> None:
    assert element("p", "<b>", Html("<i>x</i>"), title='"&') == '<p title="&quot;&amp;">&lt;b&gt;<i>x</i></p>'
    assert element("p", "a\u202eb\x1b") == "<p>a\\u202eb\\x1b</p>"
    assert element("input", data_x="1", hidden=None) == '<input data-x="1">'


def test_everything_is_escaped_whatever_the_source_holds() -> None:
    excerpt = Excerpt(Spot("/p/x", HOSTILE, 1, 3, HOSTILE), 9, HOSTILE, HOSTILE)
    at = Spot("/p/" + HOSTILE, HOSTILE, 1, 0, HOSTILE)
    seen = View(
        at, TOO_SMALL, HOSTILE, HOSTILE, HOSTILE, HOSTILE, True, (excerpt,), (f"EMB1 {HOSTILE}; use {HOSTILE}",)
    )
    table = ProjectTable(at, HOSTILE, (seen,))
    problem = Problem(HOSTILE, 1, 1, HOSTILE, HOSTILE, None, HOSTILE)
    page = as_html(Survey((problem,), (table,), ((HOSTILE, HOSTILE),), 1), title=HOSTILE, editor=Editor.named("vscode"))
    found = Elements(page)
    assert found.names.count("script") == found.names.count("style") == 1
    assert "img" not in found.names
    assert "onerror" not in found.attributes
    assert not any(character in page for character in "\u202e\x1b")


def test_it_holds_nothing_from_elsewhere() -> None:
    page = as_html(Survey((), (ProjectTable(spot(), "Embedding", (view(ENOUGH),)),), (), 1))
    assert re.findall(r"(?:src|href)=", page) == []
    assert "http:" not in page
    assert "https:" not in page
    assert "default-src &#x27;none&#x27;" in page


def test_numbers_are_drawn_and_other_sizes_are_written() -> None:
    assert 'aria-label="9 rows, ids 0 to 9"' in rows_and_ids("9", "0 to 9")
    assert 'class="outside"' in rows_and_ids("9", "0 to 9")
    assert 'class="outside"' in rows_and_ids("9", "-1 to 8")
    assert 'class="outside"' not in rows_and_ids("10", "0 to 9")
    assert "<svg" not in rows_and_ids("len(words)", "1 to len(words)")
    assert "<i>not known</i>" in rows_and_ids(None, None)
    assert "<svg" not in rows_and_ids("10 or 20", "0 to 9")
    assert "<svg" in rows_and_ids("1", "5 to 5")
    assert "<svg" in rows_and_ids("0", "-3 to -2")


def test_bars_stay_inside_the_drawing() -> None:
    for rows, ids in (("1", "0 to 999999"), ("9", "0 to 9"), ("100000", "100000 to 100000"), ("5", "-7 to 9")):
        for x, width in re.findall(r'x="([\d.]+)" y="\d+" width="([\d.]+)"', rows_and_ids(rows, ids)):
            assert float(x) >= 0
            assert float(x) + float(width) <= 151


@pytest.mark.parametrize("given", ["emacs", "javascript:alert({path})", "data:{path}", "vscode://file"])
def test_an_editor_is_known_or_an_address(given: str) -> None:
    with pytest.raises(WrongEditor):
        Editor.named(given)


def test_places_link_to_the_editor_that_was_named() -> None:
    at = Spot("/a b/#x.py", "x.py", 3, 4, "3")
    assert 'href="vscode://file/a%20b/%23x.py:3:5"' in Editor.named("vscode").link(at, "3")
    assert 'href="pycharm://open?file=/a%20b/%23x.py&amp;line=3' in Editor.named("pycharm").link(at, "3")
    assert 'href="my:/a%20b/%23x.py"' in Editor.named("my:{path}").link(at, "3")
    assert Editor.named("").link(at, "<3>") == "&lt;3&gt;"
    windows = Spot("C:\\a\\x.py", "x.py", 3, 4, "3")
    assert 'href="vscode://file/C%3A/a/x.py:3:5"' in Editor.named("vscode").link(windows, "3")


def test_without_an_editor_the_page_holds_no_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = made(tmp_path, monkeypatch).read_text()
    assert str(tmp_path) not in page
    assert str(tmp_path) in made(tmp_path, monkeypatch, "--editor=vscode").read_text()


def test_a_finding_that_is_not_reported_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not reported: noqa" not in made(tmp_path, monkeypatch).read_text()
    assert "not reported: noqa" in made(tmp_path, monkeypatch, "--extend-ignore=EMB1").read_text()


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Path:
    """The page of a project with each verdict."""
    monkeypatch.chdir(folder)
    for name, text in PROJECT.items():
        (folder / name).write_text(text)
    main(["check", "--format=html", "-o", "tables.html", *options, "."])
    return folder / "tables.html"


# -- in a browser -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    pytest.importorskip("selenium", reason="pip install -e '.[browser]'")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver: apt-get install chromium chromium-driver")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = Chrome(options, ChromeService(driver))
    started.set_page_load_timeout(60)
    yield started
    started.quit()


@pytest.fixture
def page(browser: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chrome:
    browser.get(made(tmp_path, monkeypatch, "--editor=vscode").as_uri())
    return browser


def find(browser: Chrome, selector: str) -> list[WebElement]:
    found: list[WebElement] = browser.find_elements("css selector", selector)
    return found


def visible(browser: Chrome) -> list[str]:
    """The places of the tables that are shown."""
    return [one.text for one in find(browser, ".table .where b") if one.is_displayed()]


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def complaints(browser: Chrome) -> list[str]:
    logged: list[dict[str, str]] = browser.get_log("browser")
    return [entry["message"] for entry in logged if entry["level"] == "SEVERE"]


@pytest.mark.browser
def test_it_shows_every_table_with_its_verdict(page: Chrome) -> None:
    assert visible(page) == ["model.py:7:22", "when.py:6:1", "given.py:5:12", "words.py:6:1", "ids.py:3:9"]
    badges = [one.text for one in find(page, "summary .badge")]
    assert badges == ["✕too small", "!too small when", "?unknown", "≈presumed", "✓enough"]
    reasons = [one.text for one in find(page, "summary .why")]
    assert reasons[0] == "too few when len(tokenizer.word_index) < 500"
    assert reasons[1].startswith("the size: ")
    labels = [one.get_attribute("aria-label") for one in find(page, "summary svg")]
    assert labels == ["9 rows, ids 0 to 9", "20\u202f000 rows, ids 0 to 19\u202f999"]
    first = find(page, ".table[open]")[0]
    assert "from here" in first.text
    assert "use at least 10" in first.find_element("css selector", ".remedy").text
    captions = [one.text for one in first.find_elements("css selector", "figcaption")]
    assert captions[:2] == ["train.py", "model.py"], "in the order of the story"
    underlined = [one.text for one in first.find_elements("css selector", "u")]
    assert "nn.Embedding(rows, 8)" in underlined
    assert "EMB001" in find(page, "aside")[0].text
    assert complaints(page) == []


@pytest.mark.browser
def test_notes_stand_below_what_they_are_about(page: Chrome) -> None:
    for line in find(page, ".table[open] .source"):
        mark = line.find_elements("css selector", "u")
        told = line.find_elements("xpath", "following-sibling::*[1]//*[@class='told']")
        if mark and told:
            assert abs(mark[0].location["x"] - told[0].location["x"]) < 3


@pytest.mark.browser
def test_verdicts_and_files_are_filters(page: Chrome) -> None:
    small, *_ = find(page, ".chip")
    small.click()
    assert small.get_attribute("aria-pressed") == "false"
    assert "model.py:7:22" not in visible(page)
    assert find(page, "#count")[0].text == "4 of 5"
    small.click()
    file = find(page, "#file")[0]
    # A file that leads to a table finds it, too.
    file.send_keys("train")
    assert visible(page) == ["model.py:7:22"]
    file.send_keys("nothing")
    assert visible(page) == []
    assert find(page, "#nothing")[0].is_displayed()


@pytest.mark.browser
def test_all_is_done_with_keys(page: Chrome) -> None:
    body = find(page, "body")[0]
    body.send_keys("j")
    press(page, "j", "j", "k")

    def focused() -> str:
        return str(page.execute_script("return document.activeElement.querySelector('b').textContent"))

    assert focused() == "when.py:6:1"
    assert len(find(page, ".table[open]")) == 1
    press(page, "\ue007")
    assert len(find(page, ".table[open]")) == 2
    press(page, "\ue015")
    assert focused() == "given.py:5:12"
    press(page, "e")
    assert len(find(page, ".table[open]")) == 5
    press(page, "3")
    assert "given.py:5:12" not in visible(page)
    press(page, "/", "ids")
    assert visible(page) == ["ids.py:3:9"]
    press(page, "\ue00c")
    assert len(visible(page)) == 5
    find(page, "body")[0].send_keys("?")
    assert find(page, "dialog")[0].is_displayed()
    press(page, "\ue00c")
    assert not find(page, "dialog")[0].is_displayed()


@pytest.mark.browser
def test_a_dark_scheme_follows_the_system_and_a_button(page: Chrome) -> None:
    def paper() -> str:
        colour: str = find(page, "body")[0].value_of_css_property("background-color")
        return colour

    def prefer(scheme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    prefer("light")
    light = paper()
    prefer("dark")
    dark = paper()
    assert brightness(light) > 230 > 40 > brightness(dark)
    for selector in ("summary .why", ".where code", "body", ".told", ".number"):
        assert contrast(find(page, selector)[0].value_of_css_property("color"), dark) > 4.5
    find(page, "#scheme")[0].click()
    assert paper() == light
    prefer("light")
    page.refresh()
    for selector in ("summary .why", ".where code", "body", ".told", ".number", ".badge"):
        for one in find(page, selector):
            assert contrast(one.value_of_css_property("color"), light) > 4.5
    find(page, "#scheme")[0].click()
    assert paper() == dark
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def channels(colour: str) -> list[float]:
    return [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]


def brightness(colour: str) -> float:
    return sum(channels(colour)) / 3


def contrast(ink: str, paper: str) -> float:
    """As WCAG 2 defines it; 4.5 is asked of text."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in channels(colour)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(ink), luminance(paper)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.browser
def test_places_open_the_editor(page: Chrome, tmp_path: Path) -> None:
    link = find(page, ".table[open] h3 a")[0].get_attribute("href")
    assert link == f"vscode://file{tmp_path}/train.py:5:7"


@pytest.mark.browser
def test_a_hostile_source_runs_nothing(browser: Chrome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "<img src=x onerror=alert(1)>"
    folder.mkdir()
    attack = json.dumps("</code></script><img src=x onerror=alert(1)><script>alert(1)</script>")
    program = (
        f"import torch\n\nsize = len({attack}) // 9\ntable = torch.nn.Embedding(size, 8)\ntable(torch.tensor([99]))\n"
    )
    (folder / "x.py").write_text(program)
    main(["check", "--format=html", "-o", "tables.html", "."])
    browser.get((tmp_path / "tables.html").as_uri())
    assert len(visible(browser)) == 1
    assert browser.execute_script("return document.scripts.length") == 1
    assert complaints(browser) == []


@pytest.mark.browser
def test_all_is_printed_and_shown_without_scripts(page: Chrome) -> None:
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(find(page, ".table[open]")) == 5
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(find(page, ".table[open]")) == 1
    assert len(page.print_page()) > 1000
    url = page.current_url
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.get(url)
    try:
        assert len(visible(page)) == 5
        assert not find(page, "nav")[0].is_displayed()
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.browser
def test_two_thousand_tables_are_there_within_two_seconds(browser: Chrome, tmp_path: Path) -> None:
    source = (
        "        self.table = nn.Embedding(size, 8)  # a line as long as people write them, with a remark at its end"
    )
    steps = tuple(Excerpt(spot(line), 20, "nn.Embedding has 10 rows", source) for line in (3, 7, 12, 30))
    told = ("EMB106 nn.Embedding has 9 rows, but the id 9 on line 4 is looked up; use at least 10",)
    verdicts = (TOO_SMALL, UNKNOWN, ENOUGH)
    tables = tuple(
        ProjectTable(
            spot(number, f"file{number % 40}.py"),
            "nn.Embedding",
            (view(verdicts[number % 3], steps=steps, told=told if number % 3 == 0 else ()),) * 2,
        )
        for number in range(2000)
    )
    (tmp_path / "many.html").write_text(as_html(Survey((), tables, (), 40)), encoding="utf-8")
    started = time.monotonic()
    browser.get((tmp_path / "many.html").as_uri())
    browser.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done));")
    loaded = time.monotonic() - started
    started = time.monotonic()
    find(browser, ".chip")[2].click()
    browser.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done));")
    filtered = time.monotonic() - started
    assert find(browser, "#count")[0].text == "1333 of 2000"
    assert loaded < 2
    assert filtered < 1

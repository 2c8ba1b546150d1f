"""An HTML page as a test reads it: its tags, attributes and texts, and whether everything that opens is closed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

VOID = {"meta", "br", "hr", "input", "img", "link"}
RAW = {"style", "title", "script"}


class Page(HTMLParser):
    """A page that was read; `AssertionError` when a tag is closed that was not open, or never closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.labels: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "never closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)
        if self._open[-1:] == ["label"]:
            self.labels[self.tags[-1][1]["for"]] = data

    @property
    def text(self) -> str:
        """Return everything one reads on the page."""
        return "".join(self.texts)

    @property
    def ids(self) -> list[str]:
        """Return every id on the page."""
        return [attributes["id"] for _tag, attributes in self.tags if "id" in attributes]

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    def svgs(self) -> list[ElementTree.Element]:
        """Return the pictures, parsed as XML; the small ones of a legend are not among them."""
        found = re.findall(r"<svg .*?</svg>", self.html, re.DOTALL)
        return [ElementTree.fromstring(svg.replace("&#160;", " ")) for svg in found if 'role="img"' in svg]

    def picture(self, title: str) -> ElementTree.Element:
        """Return the picture with this in its title."""
        return next(svg for svg in self.svgs() if title in (svg.findtext("title") or ""))

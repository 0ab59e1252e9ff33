"""Banks in Moodle XML for tests, from their parts."""

from __future__ import annotations


def quiz(*questions: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def question(kind: str, inside: str = "", text: str = "<p>Words?</p>", name: str = "q") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>\n{inside}</question>'
    )

"""Items of QTI 2 for tests, from their parts."""

from __future__ import annotations

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'


def declaration(values: str = "", cardinality: str = "single", base: str = "identifier", mapping: str = "") -> str:
    correct = "".join(f"<value>{value}</value>" for value in values.split("; ")) if values else ""
    return (
        f'<responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>"
    )


def item(declared: str, inside: str, after: str = MATCH, identifier: str = "q") -> str:
    return (
        f'<assessmentItem xmlns="{NAMESPACE}" identifier="{identifier}" title="The title">\n{declared}\n'
        f"<itemBody>{inside}</itemBody>{after}</assessmentItem>"
    )


def choices(tag: str = "simpleChoice", names: str = "A B C") -> str:
    return "".join(f'<{tag} identifier="{name}">word {name}</{tag}>' for name in names.split())


def mapped(points: dict[str, str]) -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in points.items())
    return f"<mapping>{entries}</mapping>"

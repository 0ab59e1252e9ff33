"""From course folders to verdicts and packages, as far as any changed; and from banks of questions to quizzes."""

from scormkit.making.banks import BankOrder, Brought
from scormkit.making.course import Judged, Made, Workshop, judge, make, name_of, recalled
from scormkit.making.options import BuildOptions, Watch
from scormkit.making.pool import WorkerDied, check_all, collect_rarely, make_all

__all__ = [
    "BankOrder",
    "Brought",
    "BuildOptions",
    "Judged",
    "Made",
    "Watch",
    "WorkerDied",
    "Workshop",
    "check_all",
    "collect_rarely",
    "judge",
    "make",
    "make_all",
    "name_of",
    "recalled",
]

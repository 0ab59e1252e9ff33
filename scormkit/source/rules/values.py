"""Rules on values: keys, words, dates, ids, and what points to them."""

from __future__ import annotations

from scormkit.source.rules.made import made

UNKNOWN_KEY = made(
    20,
    "unknown-key",
    "A key is not known here.",
    why="It is most often a typing mistake, and its value would be lost without a word.",
    example="`keyword:` where `keywords:` is meant.",
    mend="Write the key as the guide lists it, or remove it.",
)
MISSING_KEY = made(
    21,
    "missing-key",
    "A key is missing that the course cannot do without.",
    why="Nothing is made up to fill a gap.",
    example="A source without `doi`, `pmid` and `url`, so that nobody can look it up.",
    mend="Add the key. Where your source does not say, many keys take the value `not stated`.",
)
WRONG_TYPE = made(
    22,
    "wrong-type",
    "A value, a list or a group of keys stands where another of the three is needed.",
    why="It cannot be told what is meant.",
    example="`keywords: hand hygiene` where a list is needed.",
    mend="Write a list as `[a, b]` or one item a line after a dash; write keys and values below, indented.",
)
UNKNOWN_WORD = made(
    23,
    "unknown-word",
    "A word is not on the list of those that have a meaning here.",
    why="Statements and manifests carry only words that their readers know.",
    example="`completion: [posttest]` where `post-test` is meant.",
    mend="Take one of the words that the finding lists.",
)
MALFORMED = made(
    24,
    "malformed-value",
    "A value does not have the form that its readers expect.",
    why="A date or an amount that is read in two ways ends up wrong on a certificate.",
    example="`maximum: 0,25`, or `released: 06/01/2026`.",
    mend="Write it as the finding shows: numbers with a point, dates as year-month-day.",
)
EMPTY_VALUE = made(
    25,
    "empty-value",
    "A key is there, and its value is not.",
    why="An empty value says neither that there is nothing nor what there is.",
    example='`notice: " "`',
    mend="Write the value, or remove the key.",
)
BROKEN_DATE = made(
    26,
    "broken-date",
    "The calendar has no such day.",
    why="Credit would end on a day that never comes.",
    example="`expires: 2029-02-29`",
    mend="Correct the day.",
)
UNKNOWN_TIME_ZONE = made(
    27,
    "unknown-time-zone",
    "A time zone is not in the IANA database.",
    why="Credit ends at midnight somewhere. Abbreviations such as EST mean several places, and no daylight saving.",
    example="`time_zone: EST`",
    mend="Write a name such as America/New_York.",
    source="IANA time zone database",
)
DUPLICATE_ID = made(
    28,
    "duplicate-id",
    "Two things have the same id.",
    why="Results, links and statements could not tell them apart.",
    example="Two pages with `id: start`, one of them copied from the other.",
    mend="Give each its own id. Keep the one under which results were already recorded.",
)
UNKNOWN_OBJECTIVE = made(
    29,
    "unknown-objective",
    "A page or question serves an objective that course.yaml does not list.",
    why="Learners who fail are shown the pages that serve what they got wrong.",
    example="`objectives: [wen]` where the course has `when`.",
    mend="Write the id as course.yaml has it, or add the objective there.",
)
UNKNOWN_REFERENCE = made(
    30,
    "unknown-reference",
    "A citation or a link points to something that is not there.",
    why="A claim without its source is a claim without evidence, and a dead link strands the learner.",
    example="`[@pitet-2009]` where references.yaml has `pittet-2009`.",
    mend="Correct the id, or add the source, page or heading.",
)
MISSING_FRONT_MATTER = made(
    31,
    "missing-front-matter",
    "A page or quiz does not begin with its id and title between two lines `---`.",
    why="Progress is kept under the id, and the contents list the title.",
    example="A page that begins with its first heading.",
    mend="Begin the file with a line `---`, then `id:` and `title:`, then `---` again.",
)
BROKEN_MARKDOWN = made(
    32,
    "broken-markdown",
    "A text cannot be read as Markdown.",
    why="What cannot be read cannot be shown.",
    example="A passage pasted from elsewhere, full of brackets and marks on which the reader stumbles.",
    mend="Write the passage anew in a simpler way.",
)

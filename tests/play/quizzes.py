"""Quizzes of every role and setting, for the plays: what an author would write."""

from __future__ import annotations

PRE_TEST = """\
---
id: before
title: Before you start
role: pre-test
---
## Which moment comes first in care? {#pre-first objective=when}

- [x] Before touching the patient
- [ ] After touching the patient

> It is the first.

## What acts faster? {#pre-rub objective=how}

- [x] Handrub
- [ ] Washing

> It does.
"""
RECAP = """\
---
id: recap
title: Check yourself
role: check
---
## What breaks the chain after a patient? {#recap-chain objective=when}

- [x] Moments four and five
- [ ] Moment one

> They come after.

## Gloves replace clean hands. {#recap-gloves kind=true-false objective=how}

- [ ] True
- [x] False

> They do not.
"""
STEPS = """\
---
id: steps
title: One at a time
role: check
show: one
feedback: after-attempt
---
""" + "".join(
    f"## Question {number}? {{#step-{number} objective=how}}\n\n- [x] Yes\n- [ ] No\n\n> Yes.\n\n"
    for number in (1, 2, 3)
)
EVALUATION = """\
---
id: evaluation
title: Evaluation
role: evaluation
---
## The activity met its objectives. {#met}

- [ ] Agree
- [ ] Disagree

## I perceived commercial bias. {#bias}

- [ ] Yes
- [ ] No
"""
POOL = """\
---
id: post-test
title: Post-test
role: post-test
passing: 75
attempts: 3
shuffle: both
pool:
  - objective: when
    draw: 2
  - objective: how
    draw: 2
results: by-objective
---
""" + "".join(
    f"## Bank question {number}? {{#bank-{number} objective={'when' if number % 2 else 'how'}}}\n\n"
    + "".join(f"- [{'x' if place == number % 4 else ' '}] Answer {place} of {number}\n" for place in range(4))
    + "\n> Because.\n\n"
    for number in range(8)
)
"""Twice as many questions as an attempt asks: the second asks none of the first."""

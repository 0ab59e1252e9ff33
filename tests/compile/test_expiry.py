"""The instant at which credit ends: the end of a day, where the provider says that the day is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models import make_activity, make_course

from scormkit.compile.course import compile_course
from scormkit.compile.expiry import expires_at
from scormkit.model.stated import NOT_STATED


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2026, 2, 28), NOT_STATED, "2026-03-01T00:00:00Z"),
        (date(2026, 2, 28), "UTC", "2026-03-01T00:00:00Z"),
        (date(2026, 2, 28), "America/New_York", "2026-03-01T05:00:00Z"),
        # Clocks go forward in the night from 7 to 8 March 2026, and back from 31 October to 1 November.
        (date(2026, 3, 7), "America/New_York", "2026-03-08T05:00:00Z"),
        (date(2026, 3, 8), "America/New_York", "2026-03-09T04:00:00Z"),
        (date(2026, 10, 31), "America/New_York", "2026-11-01T04:00:00Z"),
        (date(2026, 11, 1), "America/New_York", "2026-11-02T05:00:00Z"),
        (date(2026, 7, 1), "Pacific/Auckland", "2026-07-01T12:00:00Z"),
        (date(2026, 12, 31), "Pacific/Auckland", "2026-12-31T11:00:00Z"),
        (date(2028, 2, 28), "UTC", "2028-02-29T00:00:00Z"),
        (date(2028, 2, 29), "Europe/London", "2028-03-01T00:00:00Z"),
        # Midnight does not exist in Santiago when its clocks go forward: the day ends when the next one begins.
        (date(2026, 9, 5), "America/Santiago", "2026-09-06T04:00:00Z"),
        (date(2026, 5, 5), "Asia/Kolkata", "2026-05-05T18:30:00Z"),
    ],
)
def test_credit_ends_with_the_day_in_the_zone_of_the_activity(day: date, zone: str, instant: str) -> None:
    """AMA enduring materials: the expiry date is the last day on which credit may be claimed."""
    assert expires_at(make_activity(expires=day, time_zone=zone)) == instant


def test_credit_without_an_expiry_date_has_no_end() -> None:
    assert expires_at(make_activity(expires=NOT_STATED)) is None


zones = st.sampled_from(["UTC", "America/New_York", "Pacific/Auckland", "Pacific/Kiritimati", "Asia/Kathmandu"])


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), zones)
def test_the_last_second_of_the_day_still_carries_credit_and_the_next_does_not(day: date, zone: str) -> None:
    """AMA enduring materials: end of day, to the second."""
    end = datetime.fromisoformat(str(expires_at(make_activity(expires=day, time_zone=zone))))
    there = ZoneInfo(zone)
    last, first = ((end - timedelta(seconds=one)).astimezone(there).date() for one in (1, 0))
    assert (last, first) == (day, day + timedelta(days=1))


def test_every_room_tells_the_same_instant() -> None:
    compiled = compile_course(make_course())
    assert compiled.data["expires"] == compiled.cme["expiresAt"]


def test_the_first_page_names_the_zone_in_which_the_day_ends() -> None:
    assert "(America/New York)" in compile_course(make_course()).sections


def test_a_day_without_a_zone_says_that_it_ends_in_utc() -> None:
    course = make_course(activity=make_activity(time_zone=NOT_STATED))
    assert "(UTC; no time zone is stated)" in compile_course(course).sections


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_the_last_day_of_the_calendar_has_an_end_too(zone: str) -> None:
    """An author who writes 9999-12-31 means "never", and gets a package."""
    assert str(expires_at(make_activity(expires=date(9999, 12, 31), time_zone=zone))).startswith("9999-12-31T")

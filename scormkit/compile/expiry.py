"""When credit ends: the end of the expiry date in the activity's time zone, as one instant."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from datetime import date

    from scormkit.model.course import Activity

UNSTATED_ZONE = "UTC"
"""Where no time zone is stated the day ends in UTC, and every page that names the date says so."""


def zone_name(activity: Activity) -> str:
    """The IANA name of the time zone in which the activity's dates are meant."""
    return UNSTATED_ZONE if isinstance(activity.time_zone, NotStated) else activity.time_zone


def expires_at(activity: Activity) -> str | None:
    """The first instant after the expiry date, as ISO 8601 in UTC with seconds; ``None`` where none is stated."""
    return None if isinstance(activity.expires, NotStated) else ends_after(activity.expires, activity)


def ends_after(day: date, activity: Activity) -> str:
    """The first instant after a day in the activity's time zone, as ISO 8601 in UTC with seconds."""
    try:
        midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone_name(activity)))
        instant = midnight.astimezone(UTC)
    except OverflowError:  # 9999-12-31 is how many people write "never"
        instant = datetime.max.replace(microsecond=0, tzinfo=UTC)
    return instant.isoformat().replace("+00:00", "Z")

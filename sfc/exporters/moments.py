"""Ledger days and times as documents write them: in the ledger's zone, never this machine's."""

from datetime import UTC, datetime, timedelta, timezone

from sfc.domain.days import Day, date_of


def day_text(day: Day) -> str:
    """A day as `2026-11-22`."""
    return date_of(day).isoformat()


def compact_day(day: Day) -> str:
    """A day as `20261122`."""
    return date_of(day).strftime("%Y%m%d")


def moment(timestamp: int, utc_offset_hours: int) -> datetime:
    """A unix second in the ledger's zone."""
    zone = timezone(timedelta(hours=utc_offset_hours)) if utc_offset_hours else UTC
    return datetime.fromtimestamp(timestamp, zone)


def moment_text(timestamp: int, utc_offset_hours: int) -> str:
    """A unix second as `2026-11-22T09:30:00+08:00`."""
    return moment(timestamp, utc_offset_hours).isoformat()

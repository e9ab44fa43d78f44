"""By what a list is ordered and grouped; apart from the doing, since each command names them in its options."""

from enum import StrEnum


class Order(StrEnum):
    """What a list is ordered by; ties go by id, and what has no such thing stands last."""

    PRESSING = "pressing"
    ID = "id"
    DUE = "due"
    OWNER = "owner"
    UNIT = "unit"
    SPEAKER = "speaker"
    KIND = "kind"
    STATUS = "status"
    PRIORITY = "priority"
    PROGRESS = "progress"
    RELEASE = "release"


class Grouping(StrEnum):
    """What a list is grouped by."""

    NONE = "none"
    UNIT = "unit"
    OWNER = "owner"
    QUARTER = "quarter"
    KIND = "kind"
    SPEAKER = "speaker"
    STATUS = "status"
    PRIORITY = "priority"
    RELEASE = "release"
    TAG = "tag"

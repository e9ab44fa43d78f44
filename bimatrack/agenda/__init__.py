"""What lies ahead: events, last days and days off in the order of their days, and as months."""

from bimatrack.agenda.laying import agenda
from bimatrack.agenda.months import calendar_of, month_after
from bimatrack.agenda.values import Agenda, AgendaDay, Calendar, Clash, Month

__all__ = ["Agenda", "AgendaDay", "Calendar", "Clash", "Month", "agenda", "calendar_of", "month_after"]

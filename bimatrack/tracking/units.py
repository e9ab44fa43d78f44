"""Which units of the registry people mean: the members of a group, the unit behind a name."""

from collections.abc import Iterable

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.registry import Registry, Unit, words_of

_NEAR = 3
_LIKE = 0.7


def fanned_out(owners: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """Return the units that *owners* mean, groups with all their members, in the registry's order."""
    meant = {unit for owner in owners for unit in (*registry.members(owner), *registry.resolve(owner))}
    listed = [unit.name for unit in registry.units if unit.name in meant]
    # An office that every government may have is known without being listed.
    return tuple(dict.fromkeys((*listed, *sorted(meant))))


def open_groups(owners: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """Return those of *owners* whose units the registry cannot tell."""
    return tuple(owner for owner in owners if not (registry.members(owner) or registry.resolve(owner)))


def units_named(names: Iterable[str], registry: Registry, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the units that *names* mean, each once; *known* ones by their full name, whatever the registry says now.

    Raises:
        UsageError: a name means no unit.
    """
    full = {words_of(unit): unit for unit in known}
    found: dict[str, None] = {}
    for name in names:
        own = full.get(words_of(name))
        units = (own,) if own else fanned_out((name,), registry)
        if not units:
            raise _unknown(name, registry, full.values())
        found.update(dict.fromkeys(units))
    return tuple(found)


def near_units(name: str, registry: Registry) -> tuple[str, ...]:
    """Return the units that the *name* of an owner comes near to; none where it names one, or a group."""
    if registry.members(name) or registry.resolve(name):
        return ()
    return tuple(_near(name, registry, ()))


def units_with(typed: str, registry: Registry) -> tuple[Unit, ...]:
    """Return the units of the registry that have what is *typed* in a name or short form, and those that it names."""
    wanted = " ".join(words_of(typed))
    named = fanned_out((typed,), registry) if wanted else ()
    return tuple(
        unit
        for unit in registry.units
        if unit.name in named or any(wanted in " ".join(words_of(form)) for form in (unit.name, *unit.aliases))
    )


def near_told(name: str, registry: Registry) -> str:
    """Say that no unit goes by *name*, and which ones come near."""
    return str(_unknown(name, registry, ()))


def _unknown(name: str, registry: Registry, known: Iterable[str]) -> UsageError:
    sentence = _("“{name}” is no unit; “bimatrack units” lists them.").format(name=name)
    near = ", ".join(f"“{unit}”" for unit in _near(name, registry, known))
    return UsageError(f"{sentence} {_('Did you mean {near}?').format(near=near)}" if near else sentence)


def _near(name: str, registry: Registry, known: Iterable[str]) -> list[str]:
    """Return the full names of units that *name* comes near to, with their first word ("Kecamatan") or without it."""
    from difflib import get_close_matches

    named = [(unit.name, form) for unit in registry.units for form in (unit.name, *unit.aliases)]
    forms: dict[str, str] = {}
    for unit, form in (*named, *((unit, unit) for unit in known)):
        words = words_of(form)
        forms.setdefault(" ".join(words), unit)
        forms.setdefault(" ".join(words[1:]) or form, unit)
    typed = " ".join(words_of(name))
    # A short form of several units names none of them, but it may well mean one.
    sharing = [unit for clash in registry.clashes if clash.alias == typed for unit in clash.units]
    return sharing or list(dict.fromkeys(forms[form] for form in get_close_matches(typed, forms, _NEAR, _LIKE)))

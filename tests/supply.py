"""What is installed with bimatrack: `python tests/supply.py licences` and `python tests/supply.py audit`.

`licences` lists every distribution that bimatrack and its extras bring, with its licence, and ends with 1 where one is
unknown or would bind who hands bimatrack on. `audit` asks a database for known weaknesses of them (pip-audit, of the
extra "release") and ends with 0 where there is none, 1 where there are some, 3 where it could not be found out.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CLEAN, BAD, UNKNOWN = 0, 1, 3
# What may be linked with an MIT program and handed on with it; MPL-2.0 and the like would have to be looked at.
FREE = {
    "MIT",
    "MIT-0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD",
    "Apache-2.0",
    "ISC",
    "PSF-2.0",
    "CNRI-Python",
    "Python-2.0",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
}
# What binds only who changes it: it is installed beside bimatrack, unchanged and replaceable, as an extra alone.
WEIGHED: Mapping[str, str] = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}
# Older metadata have no expression but a word or a classifier.
SPOKEN: Mapping[str, str] = {
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True, slots=True)
class Installed:
    """A distribution that comes with bimatrack, with the *licence* that it says it has ("" for none)."""

    name: str
    version: str
    licence: str

    @property
    def free(self) -> bool:
        """Whether each part of its licence is one that may be handed on with an MIT program; of "OR" one is enough."""
        if WEIGHED.get(self.name) == self.licence:
            return True
        ways = [re.split(r"\s+AND\s+|[()]", way) for way in re.split(r"\s+OR\s+", self.licence)]
        return any(all(part.strip() in FREE for part in way if part.strip()) for way in ways if "".join(way).strip())


def installed(root: str = "bimatrack[all]") -> tuple[Installed, ...]:
    """Return all that *root* brings on this machine, itself left out, by name.

    Raises:
        PackageNotFoundError: something of it is not installed.
    """
    seen: dict[str, Installed] = {}
    done: set[str] = set()
    waiting = [Requirement(root)]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        known = f"{name}[{','.join(sorted(asked.extras))}]"
        if known in done:
            continue
        done.add(known)
        found = distribution(asked.name)
        if name != "bimatrack":
            seen[name] = Installed(name, found.version, licence_of(asked.name))
        waiting += _needs(found.requires or (), asked.extras)
    return tuple(seen[name] for name in sorted(seen))


def licence_of(name: str) -> str:
    """Return the licence that the metadata of a distribution tell, as an expression where they allow it."""
    told = distribution(name).metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    said = str(told.get("License") or "").strip()
    if said in FREE:
        return said
    if classifiers:  # Several of them are a choice.
        return " OR ".join(SPOKEN.get(one, one) for one in classifiers)
    return SPOKEN.get(said, said.partition("\n")[0])


def audit(answer: str) -> tuple[int, str]:
    """Read what pip-audit says as JSON; return the exit code and what is to be told.

    That a distribution could not be looked up is no proof of anything: pip-audit itself ends with 0 then.
    """
    try:
        found = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return UNKNOWN, "pip-audit could not run; nothing is known about weaknesses."
    weak = [f"{one['name']} {one['version']}: {one_['id']}" for one in found for one_ in one.get("vulns", ())]
    skipped = [one["name"] for one in found if "skip_reason" in one and one["name"] != "bimatrack"]
    if weak:
        return BAD, "\n".join(["Known weaknesses:", *weak])
    if skipped or not found:
        return UNKNOWN, (
            f"{len(skipped)} of {len(found)} distributions could not be looked up ({', '.join(skipped[:3])} …); "
            "nothing is known about their weaknesses. Try again with a network."
        )
    return CLEAN, f"No known weakness in {len(found)} distributions."


def main(words: Sequence[str]) -> int:
    """Do what is asked for; return the exit code."""
    if list(words) == ["licences"]:
        every = installed()
        for one in every:
            print(
                f"{one.name:<20} {one.version:<14} {one.licence or '(unknown)'}{'' if one.free else '   <- look at it'}"
            )
        return CLEAN if all(one.free for one in every) else BAD
    if list(words) == ["audit"]:
        code, told = audit(_asked())
        print(told)
        return code
    print(__doc__)
    return 2


def _needs(requirements: Sequence[str], extras: set[str]) -> Iterator[Requirement]:
    for one in map(Requirement, requirements):
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield one


def _asked() -> str:
    wanted = "\n".join(f"{one.name}=={one.version}" for one in installed())
    command = [sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json", "--no-deps"]
    ran = subprocess.run(
        [*command, "--disable-pip", "--requirement", "/dev/stdin"],
        input=wanted,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PackageNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed; run pip install '.[all]' first.")

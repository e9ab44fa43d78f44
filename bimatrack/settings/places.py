"""Where settings lie, and who is working, unless somebody says otherwise."""

import os
import sys
from pathlib import Path


def settings_folder() -> Path:
    """Return the platform's folder for a user's settings of bimatrack."""
    plain = _plain_folder("XDG_CONFIG_HOME", ".config")
    if plain is not None:
        return plain
    from platformdirs import user_config_path

    return user_config_path("bimatrack", appauthor=False)


def data_folder() -> Path:
    """Return the platform's folder for a user's data of bimatrack."""
    plain = _plain_folder("XDG_DATA_HOME", ".local/share")
    if plain is not None:
        return plain
    from platformdirs import user_data_path

    return user_data_path("bimatrack", appauthor=False)


def _plain_folder(variable: str, usual: str) -> Path | None:
    """Return what platformdirs would in the plain case of Linux, sparing each start its import; None in any other."""
    if not sys.platform.startswith("linux") or "ANDROID_ROOT" in os.environ:
        return None
    named, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if named.startswith("/"):
        return Path(named, "bimatrack")
    return Path(home, usual, "bimatrack") if home.startswith("/") else None


def settings_file() -> Path:
    """Return where the settings lie unless --config says otherwise."""
    return settings_folder() / "config.toml"


def system_user() -> str:
    """Return the name by which the system knows who is working; the number of the account where it has no name."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # An account without a name, as in many a container.
        return str(os.getuid()) if hasattr(os, "getuid") else ""

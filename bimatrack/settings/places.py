"""Where settings lie, and who is working, unless somebody says otherwise."""

import os
from pathlib import Path


def settings_folder() -> Path:
    """Return the platform's folder for a user's settings of bimatrack."""
    from platformdirs import user_config_path

    return user_config_path("bimatrack", appauthor=False)


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

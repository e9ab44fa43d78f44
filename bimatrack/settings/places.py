"""Where settings lie unless somebody says otherwise."""

from pathlib import Path


def settings_folder() -> Path:
    """Return the platform's folder for a user's settings of bimatrack."""
    from platformdirs import user_config_path

    return user_config_path("bimatrack", appauthor=False)


def settings_file() -> Path:
    """Return where the settings lie unless --config says otherwise."""
    return settings_folder() / "config.toml"

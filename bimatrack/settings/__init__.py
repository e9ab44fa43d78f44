"""What a user or an office sets once: one TOML file in the platform's folder for settings."""

from bimatrack.settings.places import settings_file, settings_folder
from bimatrack.settings.reading import read_settings
from bimatrack.settings.values import Said, Settings

__all__ = ["Said", "Settings", "read_settings", "settings_file", "settings_folder"]

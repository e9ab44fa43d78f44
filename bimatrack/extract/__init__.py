"""Reads directives and events out of a release; pure: text in, values out."""

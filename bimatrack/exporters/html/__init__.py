"""The report as one web page that needs nothing beside it: no network, no other file.

It is read on a screen, light or dark, and on a telephone, and prints on A4. Every text is escaped (`exporters.markup`),
and the page itself forbids every script and style but its own two, by their hashes.
"""

from bimatrack.exporters.html.page import report_html

__all__ = ["report_html"]

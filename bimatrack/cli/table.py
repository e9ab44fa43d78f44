"""The table of commands: where each stands, and the head of its help, by which it is listed without being loaded."""

# Each command: name -> (module of this package, function, first paragraph of its help). The order is that of `--help`.
COMMANDS = {
    "import": ("reading", "import_", "Read releases and keep their directives and events."),
    "adopt": ("matrix", "import_matrix", "Take over a follow-up matrix that was kept elsewhere."),
    "extract": ("reading", "extract", "Read releases and print what they ask, keeping nothing."),
    "when": ("reading", "when", "Tell which day a deadline wording means, and why."),
    "list": ("listing", "list_", "List open directives, the most pressing first."),
    "board": ("board", "board", "Work at the directives on one screen."),
    "show": ("listing", "show", "Show all of one directive."),
    "agenda": ("ahead", "agenda", "Show meetings, deadlines and holidays by day."),
    "calendar": ("ahead", "calendar", "Draw months with events, deadlines and holidays."),
    "remind": ("reminding", "remind", "Write to each unit what it still has to do."),
    "releases": ("listing", "releases", "List the releases that were imported."),
    "units": ("registry", "units", "List, check and add units of the registry."),
    "rules": ("rules", "rules", "Check rules of reading of your own: verbs, date phrases, holidays, offices."),
    "review": ("review", "review", "Go through what was read with doubt."),
    "add": ("adding", "add", "Keep a directive that no release holds."),
    "start": ("following", "start", "Say that work on directives has begun."),
    "progress": (
        "following",
        "progress",
        "Say how far directives have come, in percent. At 100 they still await `done`.",
    ),
    "done": ("following", "done", "Mark directives as done."),
    "reopen": ("following", "reopen", "Open closed directives again."),
    "drop": ("following", "drop", "Give directives up, with a reason."),
    "note": ("following", "note", "Add a note, an obstacle or evidence."),
    "assign": ("following", "assign", "Name who must act instead."),
    "split": ("splitting", "split", "Split a directive over its units, a status for each."),
    "due": ("following", "due", "Give directives another last day, or none."),
    "edit": ("mending", "edit", "Mend what was misread or mistyped."),
    "tag": ("marking", "tag", "Put tags on directives."),
    "untag": ("marking", "untag", "Take tags off directives."),
    "tags": ("marking", "tags", "List the tags in use, the most used first."),
    "priority": ("marking", "priority", "Say how much directives matter: high, normal or low."),
    "link": ("marking", "link", "Link a directive with others that belong to it."),
    "unlink": ("marking", "unlink", "Take links between directives off again."),
    "evidence": ("marking", "evidence", "Add files or addresses that prove what was done, or check them."),
    "obstacle": ("marking", "obstacle", "Say what stands in the way of directives, or that nothing does."),
    "log": ("history", "log", "Show what was done, by whom and when; the latest last."),
    "undo": (
        "history",
        "undo",
        "Take back the last command, or the last N. Nothing leaves the history; `redo` brings it back.",
    ),
    "redo": ("history", "redo", "Bring back what the last undo took back, or the last N."),
    "report": ("report", "report", "Print the report of a quarter or another period."),
    "summary": ("report", "summary", "Write the period in ten lines for a chat."),
    "export": ("export", "export", "Write a list as a file for other programs, or everything."),
    "backup": ("backup", "backup", "Copy all that is kept, and prove the copy."),
    "restore": ("restore", "restore", "Put a copy in the place of all that is kept."),
    "move": ("move", "move", "Copy a whole store to another place."),
    "users": ("users", "users", "List who may do what with a shared store, and grant it."),
    "doctor": ("doctor", "doctor", "Look for all that is wrong with what is kept, and mend it."),
    "schema": ("schema", "schema", "Print the JSON Schema of a command's JSON."),
    "init": ("init", "init", "Set up bimatrack: ask for what matters, show it, write it."),
    "config": ("config", "config", "Show all settings, explain and change them."),
}

# The commands of those that are groups; the group itself runs where none is named.
GROUPS = {
    "config": {
        "get": ("config", "get"),
        "set": ("config", "set_"),
        "unset": ("config", "unset"),
        "explain": ("config", "explain"),
        "edit": ("config", "edit"),
        "path": ("config", "path"),
    },
    "rules": {"check": ("rules", "check")},
    "users": {
        "grant": ("users", "grant"),
        "revoke": ("users", "revoke"),
        "migrate": ("users", "migrate"),
    },
    "units": {"list": ("registry", "list_"), "check": ("registry", "check"), "add": ("registry", "add")},
}

# What is said to Typer of some commands: `config set` takes options as the value of a setting.
CONTEXTS = {("config", "set"): {"ignore_unknown_options": True, "allow_interspersed_args": False}}

# The commands by which settings are mended; they run whatever the file of settings holds.
MENDING = ("config", "init", "doctor")
# Those that options can be set for.
TAKING_DEFAULTS = tuple(name for name in COMMANDS if name not in GROUPS and name not in MENDING)

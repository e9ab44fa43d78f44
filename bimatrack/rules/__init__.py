"""What we know of Indonesian, as data: each family of rules has a `.toml` of words and a module of its shape."""

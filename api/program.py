"""Who writes an import: this program, and the person who runs it."""


def program() -> str:
    """Name and version of this program, for the ledger."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and only imports need it

    try:
        return f"bangfu {version('bangfu')}"
    except PackageNotFoundError:
        return "bangfu"


def who() -> str:
    """The name of the account, empty where it has none."""
    import getpass  # only imports need it

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

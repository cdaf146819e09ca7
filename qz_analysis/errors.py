class QzFehler(Exception):
    """Base of every error a user may see.

    Its text is one German sentence or two: what, where, what was found, what to do. The command line prints
    it without a traceback and ends with `exit_code`.
    """

    exit_code: int = 2

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of the error: Jupyter asks for it, and shows a traceback otherwise."""
        return [f"Fehler: {self}"]


def grund(fehler: BaseException) -> str:
    """Return why something failed as one line in German: what a QzFehler says, of any other error its class and text."""
    if isinstance(fehler, QzFehler):
        return " ".join(str(fehler).split())
    return f"Im Programm trat ein Fehler auf ({' '.join(f'{type(fehler).__name__}: {fehler}'.split())})."


class EingabeFehler(QzFehler):
    """Raised when the input data can't be used: a list is missing, unreadable or contradicts itself."""

    exit_code = 1

    def __init__(self, meldung: str, *, datei: str | None = None) -> None:
        super().__init__(meldung)
        self.datei = datei


class ParameterFehler(QzFehler):
    """Raised when a notebook is given a parameter it doesn't know, or a value of the wrong type."""


class NotebookFehler(QzFehler):
    """Raised when a notebook can't be run at all: not a notebook, or its kernel doesn't start."""

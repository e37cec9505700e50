"""Question in, answer out. `ask` is the whole of it; `ask_stream` gives the same answer as it grows."""

from index.scope import Scope
from qa.answers import Answer, Citation, Claim, Turn
from qa.asking import ask, ask_stream
from qa.questions import QuestionError

__all__ = ["Answer", "Citation", "Claim", "QuestionError", "Scope", "Turn", "ask", "ask_stream"]

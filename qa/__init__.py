"""Question in, answer out. `ask` is the whole of it."""

from qa.answers import Answer, Citation, Claim, Turn
from qa.asking import ask
from qa.questions import QuestionError

__all__ = ["Answer", "Citation", "Claim", "QuestionError", "Turn", "ask"]

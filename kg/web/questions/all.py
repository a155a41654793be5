"""All questions, in the order in which they are offered."""

from kg.web.questions import lineage, whole
from kg.web.questions.question import Question

QUESTIONS: tuple[Question, ...] = (*lineage.QUESTIONS, *whole.QUESTIONS)
"""Each has a page and an endpoint of the API."""

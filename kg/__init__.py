"""kg: which data do research papers rest on, and who says so?"""

__version__ = "0.1.0"

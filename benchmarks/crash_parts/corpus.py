"""A small corpus of invented papers in several forms, quick to read and full of what a graph has to settle."""

import random
from pathlib import Path

DATA = ("MarshBirds", "ReedSongs", "PondNoise", "DuckBench", "FrogTapes", "ImageNet", "SQuAD")
MODELS = ("Quail-1", "Plover", "Heronnet", "BERT", "ResNet-50")
SUFFIXES = ("txt", "md", "tex")


def write_corpus(folder: Path, papers: int, seed: int) -> list[Path]:
    """Write so many papers, which cite each other and name the same things; the same ones for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    return [_write(folder, number, chance) for number in range(papers)]


def write_changed(folder: Path, number: int) -> None:
    """Write a paper of the corpus anew, with other data, as if its authors had thought again."""
    _write(folder, number, random.Random(f"changed {number}"))


def write_bibliography(file: Path, papers: int) -> None:
    """Works to import, some of them papers of the corpus."""
    entries = [
        f"@article{{k{n}, title={{{_title(n)}}}, author={{Fenn, Ada}}, year={{{2010 + n % 12}}}}}\n"
        for n in range(0, papers, 3)
    ]
    file.write_text("".join(entries), encoding="utf-8")


def _title(number: int) -> str:
    return f"Bird {number}: Listening to Pond Number {number}"


def _write(folder: Path, number: int, chance: random.Random) -> Path:
    model, base, first, second = f"Bird-{number}", chance.choice(MODELS), *chance.sample(DATA, 2)
    cited = chance.randrange(12)
    told = (
        f"We introduce {model}, a model that we fine-tune from {base} [1].",
        f"{model} was trained on {first} [2] and {second}.",
        f"We evaluate on the {chance.choice(DATA)} dataset.",
    )
    works = (
        f"A. Fenn. {_title(cited)}. In Bird Computing, {2010 + cited}.",
        f"C. Heron. {first}: ten thousand hours of {chance.choice(('reeds', 'ponds'))}. Journal of Wet Places, 2019.",
    )
    suffix = SUFFIXES[number % len(SUFFIXES)]
    path = folder / f"paper-{number:03}.{suffix}"
    path.write_text(_FORMS[suffix](_title(number), told, works), encoding="utf-8")
    return path


def _text(title: str, told: tuple[str, ...], works: tuple[str, ...]) -> str:
    listed = "\n".join(f"[{n}] {work}" for n, work in enumerate(works, 1))
    return f"{title}\nAda Fenn\n\nAbstract\n{told[0]}\n\n1 Data\n{told[1]}\n{told[2]}\n\nReferences\n{listed}\n"


def _markdown(title: str, told: tuple[str, ...], works: tuple[str, ...]) -> str:
    listed = "\n".join(f"[{n}] {work}\n" for n, work in enumerate(works, 1))
    body = f"## Abstract\n\n{told[0]}\n\n## Data\n\n{told[1]} {told[2]}\n\n## References\n\n{listed}"
    return f"# {title}\n\nAda Fenn\n\n{body}"


def _latex(title: str, told: tuple[str, ...], works: tuple[str, ...]) -> str:
    cited = [text.replace("[1]", r"\cite{a}").replace("[2]", r"\cite{b}") for text in told]
    items = "".join(f"\\bibitem{{{key}}} {work}\n" for key, work in zip("ab", works, strict=True))
    return (
        f"\\documentclass{{article}}\n\\title{{{title}}}\n\\author{{Ada Fenn}}\n\\begin{{document}}\n\\maketitle\n"
        f"\\begin{{abstract}}\n{cited[0]}\n\\end{{abstract}}\n\\section{{Data}}\n{cited[1]} {cited[2]}\n"
        f"\\begin{{thebibliography}}{{9}}\n{items}\\end{{thebibliography}}\n\\end{{document}}\n"
    )


_FORMS = {"txt": _text, "md": _markdown, "tex": _latex}

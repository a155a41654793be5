"""An installed scispaCy model is heard; the one here is made by the test, for the real ones are on no registry."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy

from kg.core.spans import Span
from kg.extraction import scientific
from kg.extraction.deciding.decision import CLASSES
from kg.extraction.deciding.proposals import proposals_of
from kg.extraction.installed import installed as installed_model
from kg.extraction.lexicon import Lexicon
from kg.extraction.tagging.crf import crf_tagger
from kg.extraction.tagging.reading import stretches_of
from kg.extraction.witnesses import hear
from tests.made import told

NAME = "en_core_sci_sm"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package of the model's name on the path, whose only entity is ReedSet."""
    package = tmp_path / NAME
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ENTITY", "pattern": "ReedSet"}])
    package.mkdir()
    nlp.to_disk(package / "model")
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_path\n"
        "def load(**given):\n    return load_model_from_path(Path(__file__).parent / 'model', **given)\n"
    )
    facts = tmp_path / f"{NAME}-0.5.4.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 0.5.4\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    scientific.scientific_model.cache_clear()
    yield
    scientific.scientific_model.cache_clear()
    sys.modules.pop(NAME, None)


def test_none_is_heard_where_none_is_installed() -> None:
    assert installed_model() is None
    assert scientific.scientific_model() is None


@pytest.mark.usefixtures("installed")
def test_an_installed_model_is_named_with_its_version() -> None:
    assert installed_model() == (NAME, "0.5.4")


@pytest.mark.usefixtures("installed")
def test_its_entities_make_doubtful_proposals_likelier() -> None:
    made = told("Results on the ReedSet dataset are better.")
    witnesses = hear(made, Lexicon([]), {})
    stretches, seen = stretches_of(made, witnesses, {})
    proposals = proposals_of(made.text, stretches, witnesses, [crf_tagger().opinion(stretches, seen)])
    doubtful = np.zeros((len(proposals), len(CLASSES)))
    doubtful[:, 0], doubtful[:, 1] = 0.6, 0.4
    model = scientific.scientific_model()
    assert model
    heard = scientific.heeded(model, made.text, stretches, proposals, doubtful)
    assert heard.sum(axis=1) == pytest.approx(np.ones(len(proposals)))
    for proposal, row in zip(proposals, heard, strict=True):
        agrees = proposal.surface == "ReedSet"
        assert (row[1] > 0.4) == agrees
        assert (NAME in proposal.recognizers) == agrees


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("outside", "shown"), [(0.999, False), (0.001, False), (0.6, True)])
def test_only_doubtful_proposals_are_shown_to_it(outside: float, shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    made = told("Results on the ReedSet dataset are better.")
    witnesses = hear(made, Lexicon([]), {})
    stretches, seen = stretches_of(made, witnesses, {})
    proposals = proposals_of(made.text, stretches, witnesses, [crf_tagger().opinion(stretches, seen)])
    given = np.zeros((len(proposals), len(CLASSES)))
    given[:, 0], given[:, 1] = outside, 1 - outside
    asked: list[str] = []

    def entities(_: scientific.ScientificModel, text: str) -> set[Span]:
        asked.append(text)
        return set()

    monkeypatch.setattr(scientific.ScientificModel, "entities", entities)
    model = scientific.scientific_model()
    assert model
    scientific.heeded(model, made.text, stretches, proposals, given)
    assert bool(asked) == shown

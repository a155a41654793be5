import pytest

from kg.core.licences import SPDX, LicenceClass, classes_of, spdx_id
from kg.grounding.registry_tables import rows_of
from kg.resources import shipped

L = LicenceClass
P, S, N, D, C, U = L.PERMISSIVE, L.SHARE_ALIKE, L.NON_COMMERCIAL, L.NO_DERIVATIVES, L.CUSTOM, L.UNKNOWN


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("MIT", (P,)),
        ("apache-2.0", (P,)),
        ("Apache 2.0", (P,)),
        ("Apache License, Version 2.0", (P,)),
        ("CC0", (P,)),
        ("CC-BY", (P,)),
        ("ODC-By", (P,)),
        ("CC-BY-4.0 (annotations)", (P,)),
        ("cc-by-sa-3.0", (S,)),
        ("CC-SA-3.0", (S,)),
        ("gfdl", (S,)),
        ("GNU General Public License v3.0", (S,)),
        ("ODbL", (S,)),
        ("cc-by-nc-4.0", (N,)),
        ("CC-BY-NC-SA", (S, N)),
        ("CC-BY-NC-ND-4.0", (N, D)),
        ("CC-ND", (D,)),
        ("cc-by-3.0, cc-by-sa-3.0, mit, other", (P, S, C)),
        ("CC-BY-SA-3.0 & GFDL", (S,)),
        ("Llama 2 Community License", (C,)),
        ("LLaMA non-commercial bespoke licence", (N, C)),
        ("msr-la-nc", (N, C)),
        ("CC", (C,)),
        ("https://example.org/licence", (C,)),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode", (S, N)),
        ("https://www.apache.org/licenses/LICENSE-2.0.txt", (P,)),
        ("https://cdla.dev/permissive-2-0/", (P,)),
        ("https://opensource.org/licenses/MIT", (P,)),
        ("https://spdx.org/licenses/GPL-3.0.html", (S,)),
        ("unknown", (U,)),
        ("License", (U,)),
        ("other", (U,)),
        ("", (U,)),
        (None, (U,)),
    ],
)
def test_a_licence_is_classed_by_what_it_obliges_to(name: str | None, classes: tuple[LicenceClass, ...]) -> None:
    assert classes_of(name) == classes


def test_every_identifier_of_the_table_is_its_own_and_has_the_classes_it_is_filed_under() -> None:
    assert len({name.lower() for name in SPDX}) == len(SPDX)
    for name, classes in SPDX.items():
        assert spdx_id(name.lower()) == name
        assert set(classes_of(name)) == set(classes)
        assert U not in classes
        assert ("-NC" in name) == (N in classes), name
        assert ("-ND" in name) == (D in classes), name
        assert ("-SA" not in name) or (S in classes), name


def test_what_limits_a_licence_keeps_it_from_being_the_identifier() -> None:
    assert spdx_id("CC-BY-4.0 (annotations)") is None
    assert spdx_id("MIT & Smashwords Terms") is None
    assert spdx_id("CC-BY") is None


def test_every_licence_of_the_registry_has_a_class() -> None:
    names = {row[2] for row in rows_of(shipped("ontology", "registry", "licences.tsv"))}
    classed = {name: classes_of(name) for name in names}
    assert all(classed.values())
    assert {each for classes in classed.values() for each in classes} == set(LicenceClass)

from kg.core.candidate import Sign
from kg.core.rejections import rejection, rejections
from tests.grounding.worlds import DATASET, MODEL, grounded, ids, paper


def test_leads_are_followed_to_their_end_and_all_reasons_told():
    made = paper("Vanilla Deep Wader Retrieval Networks are no Deep Wader Retrieval Network, nor a DWRN.")
    names = ("Vanilla Deep Wader Retrieval Networks", "Deep Wader Retrieval Network", "DWRN")
    found = {d.name: d.chosen for d in grounded(made, MODEL, *names).decisions}
    assert {c.entity_id for c in found.values()} == {"model:dwrn"}
    assert found["Vanilla Deep Wader Retrieval"].reason.count(", and ") == 1


def test_names_that_lead_to_each_other_lead_nowhere():
    made = paper("Teal-B3 is a Teal.")
    found = grounded(made, MODEL, "Teal-B3", "Teal")
    chosen = {d.name: d.chosen for d in found.decisions}
    assert chosen["Teal-B3"].entity_id == chosen["Teal"].entity_id == "model:teal"
    assert chosen["Teal-B3"].sign is Sign.FAMILY
    assert chosen["Teal"].sign is Sign.NEW


def test_a_rejected_pair_is_joined_by_no_lead():
    rejected = rejections([rejection("dataset:curlew", "dataset:curlewiii", by="Ada")])
    made = paper("CURLEW and CURLEW-III.")
    assert len(ids(made, DATASET, "CURLEW-III", "CURLEW")) == 1
    assert len(ids(made, DATASET, "CURLEW-III", "CURLEW", rejected=rejected)) == 2


def test_a_rare_slip_beside_the_right_name_is_forgiven_more():
    often = "Stonechatter is large. " * 4
    for slip in ("Stonechater", "Stonechattor", "Stonechatchatter", "Stonestonechatter"):
        names = (slip, "Stonechatter")
        wanted = 2 if slip in ("Stonechatchatter", "Stonestonechatter") else 1  # more than two letters twice
        assert len(ids(paper(often, f"{slip} too."), DATASET, *names)) == wanted
    assert len(ids(paper(often, "Stotonechatter too."), DATASET, "Stotonechatter", "Stonechatter")) == 1
    assert len(ids(paper(often, "Stonechatten too."), DATASET, "Stonechatten", "Stonechatter")) == 2
    assert len(ids(paper("Stonechatter, or Stonechattor."), DATASET, "Stonechattor", "Stonechatter")) == 2

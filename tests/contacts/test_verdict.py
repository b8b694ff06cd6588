"""The duplicate verdict: figures on invented pairs, cases that matter, and laws that always hold."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.duplicates_io import predict
from contacts.pair_company import company_likeness, kin
from contacts.pair_evidence import evidence
from contacts.pair_features import COMPANY, PERSON, features
from contacts.profile import Profile
from contacts.reasons import Code
from contacts.values import CardFields, Phone, PhoneType
from contacts.verdict import Label, compare
from tests.bench.pairs_scorer import score
from tests.contacts.pair_maker import pairs

UNSEEN_SEED = 4711

MEGUMI = Profile(
    name="高野 恵",
    company="株式会社ひばり物産",
    department="営業部",
    title="課長",
    emails=("m.takano@hibari.example",),
    phones=("+81312345678", "+819012345678"),
    postal_code="1000001",
    address="東京都千代田区千代田1-1",
)


def changed(**fields: Any) -> Profile:
    return Profile(**{**{name: getattr(MEGUMI, name) for name in Profile.__slots__}, **fields})


NAMESAKE = changed(
    emails=("m.takano2@hibari.example",), phones=("+81312345678", "+818055556666"), department="法務部"
)


def test_figures_on_pairs_that_were_not_trained_on() -> None:
    made = list(pairs(1500, UNSEEN_SEED))
    figures = score(made, [predict({"a": pair["a"], "b": pair["b"]}) for pair in made])
    assert figures["accuracy"] >= 0.98
    assert figures["same_precision"] >= 0.98
    assert figures["same_recall"] >= 0.97
    assert figures["moved_f1"] >= 0.97
    assert figures["review"] <= 0.05
    assert figures["accuracy_outside_review"] >= 0.99


@pytest.mark.parametrize(
    ("other", "label"),
    [
        (MEGUMI, Label.SAME),
        (changed(name="恵 高野"), Label.SAME),
        (changed(department="人事部", title="部長", phones=("+81312345678",)), Label.SAME),
        (changed(company="(株) ひばり物産 大阪支店", address="大阪府大阪市北区梅田2-2-2"), Label.SAME),
        (changed(name="森 恵", emails=("m.mori@hibari.example",)), Label.SAME),
        (Profile(name="Megumi TAKANO", company="Hibari Bussan Co., Ltd.", phones=MEGUMI.phones), Label.SAME),
        (Profile("高野恵", company="青空電機㈱", phones=("+819012345678",)), Label.MOVED),
        (changed(name="望月 隼人", emails=("h.mochizuki@hibari.example",)), Label.DIFFERENT),
        (changed(name="高野 誠", emails=("info@hibari.example",)), Label.DIFFERENT),
        (NAMESAKE, Label.DIFFERENT),
        (Profile("佐藤 健"), Label.DIFFERENT),
    ],
)
def test_what_is_made_of_megumi_takano(other: Profile, label: Label) -> None:
    assert compare(MEGUMI, other).label is label


def test_a_person_is_asked_when_little_is_known() -> None:
    assert compare(Profile("高野 恵"), Profile("高野恵")).review
    assert compare(Profile(), Profile()).label is Label.DIFFERENT
    assert not compare(MEGUMI, MEGUMI).review


def test_a_rare_name_alone_at_another_company_is_asked_about() -> None:
    rare = Profile("勅使河原 紬", company="ひばり物産株式会社", emails=("t@hibari.example",))
    elsewhere = Profile("勅使河原 紬", company="青空電機株式会社", emails=("tsumugi@aozora.example",))
    assert compare(rare, elsewhere).review


def test_reasons_say_why() -> None:
    moved = compare(MEGUMI, Profile("高野 恵", company="青空電機", phones=("090-1234-5678",)))
    found = {reason.code: reason.values for reason in moved.reasons}
    assert found[Code.SAME_MOBILE] == ("090-1234-5678",)
    assert found[Code.SAME_NAME] == ("高野 恵",)
    assert found[Code.COMPANY_CHANGED] == ("株式会社ひばり物産", "青空電機")


def test_reasons_keep_the_direction() -> None:
    other = Profile("高野 恵", company="青空電機", phones=("+819012345678",))
    back = {reason.code: reason.values for reason in compare(other, MEGUMI).reasons}
    assert back[Code.COMPANY_CHANGED] == ("青空電機", "株式会社ひばり物産")


def test_fax_numbers_and_shared_lines_are_not_persons() -> None:
    fax = CardFields(name="高野 恵", phones=(Phone(PhoneType.FAX, "03-1234-5678", "+81312345678"),))
    assert Profile.of_card(fax).phones == ()
    assert Profile.of_mapping(
        {"phones": [{"type": "fax", "e164": "+81312345678"}, "03-1111-2222"]}
    ).phones == ("03-1111-2222",)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("サンライズ工業　合同会社", "Sunrise Industries LLC", True),
        ("株式会社高畑化学", "Takahata Chemical G.K.", True),
        ("ヤマダシステムズ", "YamadaSystemsCorp.", True),
        ("山田商事㈱ 大阪支店", "山田商事", True),
        ("Müller & Co. KG", "Mueller und Co. KG", False),
        ("三栄鈴木電機", "三栄鈴本電機", True),
        ("青葉システムズ株式会社", "Nihon Printing Corporation", False),
        ("山田商事", "山田電機", False),
    ],
)
def test_company_names(a: str, b: str, one: bool) -> None:
    assert (company_likeness(a, b) >= 0.85) is one


def test_predictions_are_plain_json() -> None:
    pair = {
        "id": 7,
        "label": "moved",
        "a": {"name": "高野 恵", "emails": None},
        "b": {"name": "森 恵", "url": ""},
    }
    printed = json.loads(json.dumps(predict(pair)))
    assert printed["id"] == 7
    assert set(printed) == {"id", "label", "p", "review", "reasons"}
    assert sum(printed["p"].values()) == pytest.approx(1, abs=0.001)
    assert printed == json.loads(json.dumps(predict({**pair, "label": "same", "scenario": "x"})))


@pytest.mark.parametrize("pair", [{}, {"a": {}}, {"a": [], "b": {}}, {"a": None, "b": "x"}])
def test_what_is_no_pair_is_refused(pair: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        predict(pair)


_TEXT = st.text(max_size=12) | st.sampled_from(
    ["田中 一郎", "Tanaka, I.", "株式会社", "㈱", "K.K.", "@", "(旧姓 )", "内線"]
)
_CONTACT = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ("name", "name_kana", "name_romaji", "company", "title", "address", "url"), _TEXT | st.none()
        ),
        "emails": st.lists(_TEXT, max_size=2),
        "phones": st.lists(_TEXT | st.from_regex(r"\+?\d{1,16}", fullmatch=True), max_size=2),
    },
)


@settings(max_examples=150, deadline=None)
@given(_CONTACT, _CONTACT)
def test_whatever_is_written_has_a_verdict_that_the_order_does_not_change(
    a: dict[str, Any], b: dict[str, Any]
) -> None:
    forward, back = predict({"a": a, "b": b}), predict({"a": b, "b": a})
    assert (forward["label"], forward["p"], forward["review"]) == (back["label"], back["p"], back["review"])
    assert max(forward["p"], key=lambda label: forward["p"][label]) == forward["label"] or forward["review"]


def test_every_stored_coefficient_weighs_a_feature() -> None:
    stored = json.loads(files("contacts.data").joinpath("verdict.json").read_text(encoding="utf-8"))
    values = features(evidence(MEGUMI, NAMESAKE))
    assert set(stored["person"]) == {"bias", *PERSON} <= {"bias", *values}
    assert set(stored["company"]) == {"bias", *COMPANY} <= {"bias", *values}


def test_a_verdict_needs_no_training_library() -> None:
    compare(MEGUMI, MEGUMI)
    assert "sklearn" not in sys.modules


def test_causes_that_no_generator_made() -> None:
    """Marriages, secondments, renamed firms, shared mails, father and son, namesakes: sixty pairs by hand."""
    lines = Path(__file__).with_name("own_pairs.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [json.loads(line) for line in lines]
    found = score(labelled, [predict({"a": pair["a"], "b": pair["b"]}) for pair in labelled])
    assert found["accuracy"] >= 0.93
    assert found["same_precision"] == 1.0
    assert found["accuracy_outside_review"] == 1.0
    assert found["review"] <= 0.2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("東亜ホールディングス株式会社", "東亜フーズ株式会社", True),
        ("日本海商事株式会社", "日本橋印刷株式会社", False),
        ("九州朝田不動産", "九州金野酒造", False),
        ("Arden Semiconductor Inc.", "Arden Foods Ltd.", True),
        ("Tokyo Metals", "Tokyo Foods", False),
        ("東亜フーズ", "(株)東亜フーズ", False),
        ("", "東亜フーズ", False),
    ],
)
def test_companies_of_a_group_begin_alike(one: str, other: str, alike: bool) -> None:
    assert kin(one, other) is alike


def test_a_former_name_beside_the_new_one_is_the_same_company() -> None:
    renamed = Profile(name="菊地 亮", company="日東ロジスティクス株式会社(旧 日東第一倉庫株式会社)")
    assert evidence(renamed, Profile(name="菊地 亮", company="日東第一倉庫㈱")).company == 1.0
    assert evidence(renamed, Profile(name="菊地 亮", company="日東ロジスティクス")).company == 1.0


def test_numbers_one_after_the_other_are_two_people() -> None:
    first, second, misread = (Profile(phones=(f"+8190550216{end}",)) for end in ("16", "17", "76"))
    assert not evidence(first, second).mobile_near
    assert evidence(first, misread).mobile_near


def test_mails_that_a_number_tells_apart() -> None:
    first, second = (Profile(emails=(f"kenichi{n}.sato@tohojuden.example",)) for n in (1, 3))
    other = Profile(emails=("kenichi.sakai@tohojuden.example",))
    assert evidence(first, second).mail_numbered
    assert not evidence(first, other).mail_numbered

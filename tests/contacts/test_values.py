"""What a card prints survives the way through JSON."""

import json

from contacts.values import CardFields, Office, Phone, PhoneType, Post


def test_fields_survive_json():
    fields = CardFields(
        name="森 悠",
        phones=(Phone(PhoneType.MOBILE, "090-1111-2222", "+819011112222", "12"),),
        emails=("mori@sansui.example",),
        posts=(Post("営業部", "部長"),),
        other_addresses=(Office("工場", "100-0001", "東京都千代田区千代田1-1"),),
        confidence={"name": 0.7, "emails": 0.99},
        unsure=("name",),
        places={"name": (0.1, 0.2, 0.5, 0.3), "emails.0": (0.1, 0.6, 0.5, 0.7)},
        candidates={"name": ("森 悠", "林 悠")},
    )
    assert CardFields.from_dict(json.loads(json.dumps(fields.to_dict()))) == fields


def test_empty_values_are_left_out():
    assert CardFields(name="森 悠").to_dict() == {"name": "森 悠", "confidence": {}, "unsure": []}

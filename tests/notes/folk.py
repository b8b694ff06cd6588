"""People that the tests of notes name; all invented."""

from __future__ import annotations

from contacts.values import Person

_ROWS = (
    (1, "大槻 宏", "おおつき ひろし", "三栄運輸株式会社", "所長"),
    (2, "大槻 美帆", "おおつき みほ", "株式会社ベルウッド商会", None),
    (3, "久保 直人", "くぼ なおと", "株式会社北斗精工", "課長"),
    (4, "久保田 剛", "くぼた つよし", "東雲薬品株式会社", "部長"),
    (5, "東 香織", "あずま かおり", "有限会社菱田製菓", None),
    (6, "原 健吾", "はら けんご", "医療法人つばさ会 南町クリニック", "院長"),
    (7, "森 悠斗", "もり ゆうと", "森永田建設株式会社", "現場監督"),
    (8, "髙橋 瑞穂", "たかはし みずほ", "株式会社北斗精工", "主任"),
    (9, "Oliver Grant", None, "Larkfield Robotics Ltd.", "Plant Manager"),
    (10, "Naomi Fischer", None, "Larkfield Robotics Ltd.", None),
    (11, "Takumi Nishida", None, "Blue Harbor Foods Inc.", "Buyer"),
    (12, "千葉 明", "ちば あきら", "三栄運輸株式会社", "係長"),
    (13, "平 誠", "たいら まこと", "東雲薬品株式会社", "次長"),
    (14, "柏木 茂", "かしわぎ しげる", "柏木酒造", None),
    (15, "Daniel Reyes", None, "Copperline Energy LLC", "CFO"),
    (16, "南 沙織", "みなみ さおり", "株式会社ソレイユ企画", "マネージャー"),
)
PEOPLE = [Person(id_, name, company, title, name_kana=kana) for id_, name, kana, company, title in _ROWS]

"""Which places a question names as conditions, and which it merely mentions."""

from __future__ import annotations

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.reading.place_names
from index.reading.mentions import Facet, Mention, cut_out
from index.reading.place_names import japanese_names, latin_names
from index.reading.places import find_places
from profiles.places import all_places

WEST_TAMA = (
    "Akiruno", "Fussa", "Hamura", "Hinode", "Hinohara", "Mizuho", "Okutama", "Ome",
)  # fmt: skip
KANTO = ("Chiba", "Gunma", "Ibaraki", "Kanagawa", "Saitama", "Tochigi", "Tokyo")
KANSAI = ("Hyogo", "Kyoto", "Nara", "Osaka", "Shiga", "Wakayama")
CAPITAL = ("Chiba", "Kanagawa", "Saitama", "Tokyo")

# What is asked, and of each mention its stretch and its values; ~ stands before a neighbourhood.
ASKED = [
    # Japanese, a city
    ("八王子で旋盤加工をお願いしたい", "八王子で=Hachioji"),
    ("八王子市で旋盤加工", "八王子市で=Hachioji"),
    ("八王子市内でめっき", "八王子市内で=Hachioji"),
    ("東京都八王子市の切削屋さん", "東京都八王子市の=Hachioji"),
    ("東京の八王子で熱処理", "東京の八王子で=Hachioji"),
    ("神奈川県の相模原市で金型", "神奈川県の相模原市で=Sagamihara"),
    ("青梅の板金屋さん", "青梅の=Ome"),
    ("多摩市内の会社で基板実装", "多摩市内の=Tama"),
    ("多摩の企業と共同開発したい", "多摩の=Tama"),
    ("町田でお願いできる板金屋", "町田で=Machida"),
    ("日野の会社で樹脂成形", "日野の=Hino"),
    ("府中でEMC試験", "府中で=Fuchu"),
    ("所沢にある研究所", "所沢にある=Tokorozawa"),
    ("入間での表面処理", "入間での=Iruma"),
    ("相模原市緑区で組立", "相模原市緑区で=Sagamihara"),
    ("横浜市港北区の設計会社", "横浜市港北区の=Yokohama"),
    ("港北区でソフト開発", "港北区で=Yokohama"),
    ("大田区の町工場", "大田区の=Ota"),
    ("大田区 板金", "大田区 =Ota"),
    ("めっき屋は八王子で探しています", "八王子で=Hachioji"),
    ("できれば川崎で", "川崎で=Kawasaki"),
    ("柏で真空成形", "柏で=Kashiwa"),
    ("東大阪の研磨業者", "東大阪の=Higashiosaka"),
    ("鶴ヶ島でプレス", "鶴ヶ島で=Tsurugashima"),
    ("西多摩郡瑞穂町で溶接", "西多摩郡瑞穂町で=Mizuho"),
    ("町田希望、樹脂切削", "町田希望=Machida"),
    ("表面処理、八王子", "八王子=Hachioji"),
    ("諏訪で微細加工", "諏訪で=Suwa"),
    ("八王子を中心に探しています", "八王子を中心に=Hachioji"),
    ("三郷市の物流会社", "三郷市の=Misato"),
    # Japanese, the neighbourhood of a city
    ("八王子あたりでめっき", "八王子あたりで=~Hachioji"),
    ("町田周辺の板金屋", "町田周辺の=~Machida"),
    ("立川付近で貸ラボ", "立川付近で=~Tachikawa"),
    ("川越の近くで試験", "川越の近くで=~Kawagoe"),
    ("相模原界隈の鋳物屋", "相模原界隈の=~Sagamihara"),
    ("日野寄りで", "日野寄りで=~Hino"),
    ("八王子駅の近くで打合せできる会社", "八王子駅の近くで=~Hachioji"),
    ("橋本駅付近の設計事務所", "橋本駅付近の=Sagamihara"),
    ("所沢から近い熱処理屋", "所沢から近い=~Tokorozawa"),
    # Japanese, a prefecture
    ("神奈川の大学で材料分析", "神奈川の=Kanagawa"),
    ("神奈川県内の大学", "神奈川県内の=Kanagawa"),
    ("都内で3Dプリント", "都内で=Tokyo"),
    ("埼玉でアルマイト", "埼玉で=Saitama"),
    ("埼玉県で", "埼玉県で=Saitama"),
    ("東京都以外のめっき業者", "東京都=Tokyo"),
    ("東京以外で", "東京=Tokyo"),
    ("東京ではなく埼玉の会社", "東京=Tokyo", "埼玉の=Saitama"),
    ("神奈川を除く関東の業者", "神奈川=Kanagawa", ("関東の", KANTO)),
    ("大阪の金型屋", "大阪の=Osaka"),
    ("大阪市内の商社", "大阪市内の=Osaka"),
    ("さいたま市でマシニング", "さいたま市で=Saitama"),
    # Several
    ("八王子か相模原で", "八王子か=Hachioji", "相模原で=Sagamihara"),
    ("東京・神奈川・埼玉で鋳造", "東京・=Tokyo", "神奈川・=Kanagawa", "埼玉で=Saitama"),
    ("町田、相模原、厚木の板金屋", "町田、=Machida", "相模原、=Sagamihara", "厚木の=Atsugi"),
    ("町田または立川周辺で", "町田または=~Machida", "立川周辺で=~Tachikawa"),
    ("相模原市内もしくは町田市で塗装", "相模原市内もしくは=Sagamihara", "町田市で=Machida"),
    # Districts and regions
    ("西多摩で木工", ("西多摩で", WEST_TAMA)),
    ("燕三条の研磨屋さん", ("燕三条の", ("Sanjo", "Tsubame"))),
    ("関東の会社で粉末冶金", ("関東の", KANTO)),
    ("関西で試作", ("関西で", KANSAI)),
    ("首都圏で短納期の板金", ("首都圏で", CAPITAL)),
    ("一都三県で", ("一都三県で", CAPITAL)),
    ("京浜地区の鋳造所", ("京浜地区の", ("Kawasaki", "Ota", "Shinagawa", "Yokohama"))),
    # English
    ("wire EDM in Hachioji", "in Hachioji=Hachioji"),
    ("in Tama, who can do plating?", "in Tama=Tama"),
    ("Tokyo-based machine shop", "Tokyo-based=Tokyo"),
    ("a supplier based in Saitama for springs", "based in Saitama=Saitama"),
    ("Kanagawa company for anodizing", "Kanagawa =Kanagawa"),
    ("Osaka machine shop, titanium", "Osaka =Osaka"),
    ("a moulder from Ome", "from Ome=Ome"),
    ("Tama, ISO 14001: sheet metal", "Tama, =Tama"),
    ("somewhere in Tokyo with a clean room", "somewhere in Tokyo=Tokyo"),
    ("near Machida, small lots", "near Machida=~Machida"),
    ("plating close to Hachioji", "close to Hachioji=~Hachioji"),
    ("welding around Kawagoe", "around Kawagoe=~Kawagoe"),
    ("someone in the Machida area", "in the Machida area=~Machida"),
    ("Hachioji area sheet metal shop", "Hachioji area=~Hachioji"),
    ("within 20 km of Sayama", "within 20 km of Sayama=~Sayama"),
    ("in sagamihara anyone for casting", "in sagamihara=Sagamihara"),
    ("anyone in tokyo who does DLC", "in tokyo=Tokyo"),
    ("plating in Hachioji or Sagamihara", "in Hachioji or =Hachioji", "Sagamihara=Sagamihara"),
    ("Hachioji or Sagamihara, laser cutting", "Hachioji or =Hachioji", "Sagamihara, =Sagamihara"),
    ("EMC test lab, Tokyo", "Tokyo=Tokyo"),
    ("a lab in Hachioji, Tokyo", "in Hachioji, Tokyo=Hachioji"),
    ("in Ōme we need a press shop", "in Ōme=Ome"),
    ("in Osaka City who can weld", "in Osaka City=Osaka"),
    ("not in Tokyo please, anodizing", "in Tokyo=Tokyo"),
    ("anodizing outside Tokyo", "Tokyo=Tokyo"),
    ("anyone in Date City for forging", "in Date City=Date"),
    ("Higashi-Murayama based toolmaker", "Higashi-Murayama based=Higashimurayama"),
    ("Kansai-based foundry", ("Kansai-based", KANSAI)),
    ("We are looking for a plating shop in Hachioji", "in Hachioji=Hachioji"),
    ("location: Atsugi. laser welding", "Atsugi=Atsugi"),
    ("in Tokyo ISO 9001 shop", "in Tokyo=Tokyo"),
    ("Sayama only, grinding", "Sayama only=Sayama"),
    ("Ota-ku metal spinning shops", "Ota-ku =Ota"),
    ("Nagano precision turning firms", "Nagano =Nagano"),
    ("who is based in Kofu?", "based in Kofu=Kofu"),
    ("in or near Tama, who can weld", "in or near Tama=~Tama"),
    ("a lab near Machida Station", "near Machida Station=~Machida"),
    # Mixed
    ("Hachiojiでwire EDM", "Hachiojiで=Hachioji"),
    ("Tokyo の会社で PCB assembly", "Tokyo の=Tokyo"),
    ("八王子 laser cutting", "八王子 =Hachioji"),
    ("wire EDM、相模原で", "相模原で=Sagamihara"),
    ("who is in 八王子?", "in 八王子=Hachioji"),
]


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case[0])
def test_a_place_asked_for_is_found_with_its_stretch(case: tuple[str, ...]) -> None:
    text, *expected = case
    assert [_said(text, mention) for mention in find_places(text)] == [*map(_wanted, expected)]


def _wanted(expected: str | tuple[str, tuple[str, ...]]) -> tuple[str, bool, tuple[str, ...]]:
    if isinstance(expected, tuple):
        return expected[0], False, expected[1]
    stretch, _, value = expected.partition("=")
    return stretch, value.startswith("~"), (value.removeprefix("~"),)


def _said(text: str, mention: Mention) -> tuple[str, bool, tuple[str, ...]]:
    return text[mention.start : mention.end], mention.near, mention.values


@pytest.mark.parametrize(
    "text",
    [
        # Organisations and persons
        "東京大学の先生と話したい", "東京都立大学と共同研究", "大阪公立大学の技術",
        "長岡技術科学大学",
        "諏訪東京理科大の研究室", "関東信越の国税局", "多摩信用金庫に相談", "東京精密の測定機",
        "横浜ゴムの代替品", "日野自動車のトラック部品", "立川さんに聞いた件", "町田様のご紹介",
        "埼玉県警に納品", "八王子市役所の手続き", "川崎市産業振興財団",
        "東京都中小企業振興公社の助成金",
        "東京ガス", "関西大学の特許", "株式会社日野製作所", "三鷹光器のような会社",
        "東芝府中の部品", "昭島の者です", "いつも立川でお世話になっています",
        "日立のモーター", "富士の電源を修理できる人", "小松の油圧部品", "多摩川精機のレゾルバ",
        "東京都市大学の研究", "京都議定書", "名古屋コーチン", "東京エレクトロンの装置",
        # Words
        "川口式の継手", "光で測る", "港の機械", "中央の穴", "北の国", "国立の研究所",
        "国立大学で分析",
        "関で止まる流れ", "津で始まる", "旭光学", "大和の型", "みどりの塗装", "さくらの木",
        # What the need is about, and the asker's own place
        "大阪への輸出を手伝って", "東京での展示会に出たい", "埼玉に進出したい", "神奈川向けの配送",
        "名古屋まで運んでほしい", "東京で開催されるイベント", "埼玉県の補助金に詳しい人",
        "弊社は八王子の会社です", "うちは町田で板金をしております", "大阪の市場を調べたい",
        "大阪に発送", "東京から大阪へ輸送", "東京の天気",
        # English
        "export to Osaka", "shipping to a customer in Osaka", "Tokyo Electron tool parts",
        "Osaka University spin-off", "Tokyo University of Technology", "University of Tokyo lab",
        "Nagano Keiki pressure gauges", "at Osaka Gas", "from Toyota", "Kobe beef supplier",
        "Date, time and temperature logging", "in date order", "Mine is broken", "mine drainage",
        "same day delivery", "I ship from Osaka to Nagoya", "Kyoto protocol compliance",
        "exhibition in Tokyo", "we are a Tokyo-based company", "our plant in Ome makes gears",
        "we want to open an office in Osaka", "Fukushima earthquake data", "the Osaka market",
        "The museum is located in Nara, Japan and holds old maps.", "A map of Tokyo for tourists",
        "The company was founded in Hamamatsu and makes pianos.", "sensor data from Kobe",
        "We develop amplifiers for telescopes in Nagano", "Sustainable tourism in Kyoto",
        "Researchers at Nara built a deer detector.", "神奈川大学", "東京オリンピックのレガシー",
        "大阪・関西万博に出たい", "東京で生まれた技術を海外へ",
        "Study of tsunami debris in Fukushima", "members of TAMA",
        "in TAMA we have many members", "at Hitachi Chemical", "hino trucks",
        "Kawasaki disease diagnosis", "saga of the pump", "in tune with", "Tokyo's best ramen",
        "noise reduction in gearboxes", "Ito calculus", "so far so good", "Nara deer",
        "Ueda, K. et al. on polymers", "Matsumoto method", "a kami of wood", "",
        "東京大学", "this project investigates urban heat " * 9 + "in Tokyo and Osaka.",
    ],
)  # fmt: skip
def test_a_place_that_is_merely_mentioned_is_left_alone(text: str) -> None:
    assert find_places(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("多摩地域の企業", 30), ("多摩エリアで", 30), ("三多摩で", 30), ("Tama area plating", 30),
        ("in the Tama region", 30), ("北多摩の会社", 17), ("23区内で", 23), ("県央で", 8),
    ],
)  # fmt: skip
def test_a_district_stands_for_its_municipalities(text: str, values: int) -> None:
    (mention,) = find_places(text)
    assert mention.facet is Facet.CITY
    assert len(set(mention.values)) == values
    assert not mention.near


def test_what_the_tables_name_is_canonical() -> None:
    cities = {place.city_en for place in all_places()}
    prefectures = {place.prefecture_en for place in all_places()}
    areas = index.reading.place_names._AREAS
    with areas.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            known = cities if row["facet"] == "city" else prefectures
            assert set(row["values"].split("|")) <= known, row["names"]


def test_of_places_with_one_name_those_of_the_directory_are_meant() -> None:
    (anywhere,) = find_places("美里町の工場")
    assert set(anywhere.values) == {"Misato", "Misato Town"}
    (at_home,) = find_places("美里町の工場", frozenset({"Saitama", "Tokyo"}))
    assert at_home.values == ("Misato Town",)


def test_a_region_stays_whole_whatever_the_directory() -> None:
    (mention,) = find_places("関東の会社", frozenset({"Tokyo"}))
    assert mention.values == KANTO


def test_the_need_remains_when_the_place_is_cut_out() -> None:
    text = "八王子か相模原でアルマイト"
    assert cut_out(text, (one.stretch for one in find_places(text))) == "アルマイト"


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    _well_formed(text)


_PIECES = [
    "東京", "八王子市", "多摩", "で", "の", "か", "、", " ", "in ", "Tama", " or ", "Osaka", "-",
    "based", "弊社は", "以外", "相模原", "緑区", "周辺", "İ", "ﾀﾏ", "\n", "near ", ", ",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_text_of_places_is_read(text: str) -> None:
    _well_formed(text)


def _well_formed(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.values
        assert not mention.excluded
        end = mention.end


@pytest.mark.parametrize(
    "piece", ["東京・", "in Tokyo ", "a ", "八王子で", "not far from ", " " * 50]
)
def test_a_book_is_read_in_time(piece: str) -> None:
    japanese_names()
    latin_names()
    text = (piece * 20_000)[:20_000]
    started = time.perf_counter()
    find_places(text)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "prefecture", "city"),
    [
        ("太田市(群馬県)で試作", "Gunma", "Ota"),
        ("群馬の太田で試作", "Gunma", "Ota"),
        ("大阪の堺でフランジ", "Osaka", "Sakai"),
        ("flanges, Sakai (Osaka)", "Osaka", "Sakai"),
        ("presswork in Ota, Gunma", "Gunma", "Ota"),
        ("Okaya (Nagano) small lathe work", "Nagano", "Okaya"),
        ("東京の府中で真空部品", "Tokyo", "Fuchu"),
    ],
)
def test_a_city_named_with_its_prefecture_is_that_one_city(
    text: str, prefecture: str, city: str
) -> None:
    (found,) = find_places(text)
    assert (found.values, found.places) == ((city,), ((prefecture, city),))


@pytest.mark.parametrize(
    "text",
    [
        "立川で販売管理システムを組んでくれる会社",
        "横浜で顧客管理のソフトを作れるところ",
        "川越で販売代理店を探しています",
        "八王子で補助金の申請を手伝ってくれる方",
        "町田で展示会ブースの施工",
        "さいたま市でオフィス家具の製造",
    ],
)
def test_what_is_made_for_selling_is_no_place_to_sell_at(text: str) -> None:
    assert len(find_places(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "町田で販売したい",
        "立川でイベントをやりたい",
        "横浜で顧客を開拓したい",
        "東京のけいこさんに会った",
        "埼玉の助成金を調べたい",
        "大阪で展示会に出る",
    ],
)
def test_where_something_is_sold_or_shown_is_no_condition(text: str) -> None:
    assert find_places(text) == []

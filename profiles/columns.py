"""Columns of a member's file: canonical fields and what spreadsheets call them."""

from __future__ import annotations

from enum import StrEnum


class Column(StrEnum):
    """What a column is about. ``NAME`` and ``ADDRESS`` are taken apart by the validation."""

    ID = "id"
    NAME = "name"
    NAME_JA = "name_ja"
    NAME_EN = "name_en"
    KIND = "kind"
    PREFECTURE = "prefecture"
    CITY = "city"
    ADDRESS = "address"
    WEBSITE = "website"
    EMPLOYEES = "employees"
    CORPORATE_NUMBER = "corporate_number"
    LANGUAGES = "languages"
    CERTIFICATIONS = "certifications"
    CAPABILITIES = "capabilities"
    EQUIPMENT = "equipment"
    NEEDS = "needs"
    SUMMARY = "summary"
    UPDATED = "updated"
    CONTACT_NAME = "contact_name"
    CONTACT_ROLE = "contact_role"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    CONTACT_SLACK = "contact_slack_user_id"
    CONSENT = "contact_consent"
    CONSENT_DATE = "contact_consent_date"


CONTACT_COLUMNS = frozenset(column for column in Column if column.startswith("contact_"))
NAME_COLUMNS = frozenset({Column.NAME, Column.NAME_JA, Column.NAME_EN})
STATEMENT_COLUMNS = frozenset({Column.CAPABILITIES, Column.EQUIPMENT, Column.NEEDS})
# Several columns of these add up; of any other, the first that is filled in counts.
JOINED_COLUMNS = STATEMENT_COLUMNS | {
    Column.CERTIFICATIONS,
    Column.LANGUAGES,
    Column.SUMMARY,
    Column.ADDRESS,
    Column.CONTACT_ROLE,
}

# Written as people write them; `headers` folds width, case, spaces and punctuation away.
ALIASES: dict[Column, str] = {
    Column.ID: (
        "会員番号|会員no|会員id|会員コード|番号|管理番号|管理no|企業番号|企業id|企業コード|"
        "登録番号|登録no|整理番号|コード|団体コード|法人会員番号|メンバーid|機関コード|"
        "組織id|識別番号|事業所番号|id|member id|member no|member number|member code|"
        "membership number|membership no|company id|organisation id|organization id|"
        "company code|registration number|code|key"
    ),
    Column.NAME: (
        "name|member name|member|organisation|organization|organisation name|"
        "organization name|company|company name|institution|institution name|firm|"
        "corporate name|entity|affiliation"
    ),
    Column.NAME_JA: (
        "会社名|企業名|社名|団体名|機関名|名称|法人名|組織名|会員名|会員名称|企業・団体名|"
        "会社・団体名|企業名称|会社名称|事業所名|事業者名|商号|商号又は名称|貴社名|御社名|"
        "社名・団体名|企業名・団体名|法人名称|組織名称|機関・企業名|企業・機関名|大学名|"
        "大学・研究室名|研究室名|所属機関|所属機関名|正式名称|和文名|和文社名|日本語名|"
        "社名和文|社名日本語|会社名日本語|企業名日本語|名称日本語|屋号|name ja|name jp|"
        "name japanese|japanese name|name in japanese|company name japanese|"
        "company name ja|organisation name ja|organization name ja"
    ),
    Column.NAME_EN: (
        "英文名|英文社名|英語名|英文会社名|英文企業名|英文名称|英字社名|社名英語|社名英文|"
        "会社名英語|会社名英文|企業名英語|企業名英文|名称英語|名称英文|団体名英語|"
        "団体名英文|機関名英語|機関名英文|組織名英語|組織名英文|英語表記|英文表記|"
        "社名英語表記|会社名英語表記|英語社名|英語会社名|法人名英語|法人名英文|name en|"
        "name english|english name|name in english|company name english|company name en|"
        "organisation name en|organization name en|organization name english|"
        "organisation name english"
    ),
    Column.KIND: (
        "会員区分|区分|種別|会員種別|企業区分|組織区分|組織種別|機関種別|機関区分|業態|"
        "会員種類|種類|分類|会員分類|タイプ|企業種別|団体種別|団体区分|法人区分|属性|"
        "企業規模|規模|kind|type|category|member type|member kind|member category|"
        "organisation type|organization type|company type|type of organisation|"
        "type of organization|classification|sector"
    ),
    Column.PREFECTURE: (
        "都道府県|都道府県名|県|府県|都県|県名|所在都道府県|所在県|所在地都道府県|"
        "本社都道府県|prefecture|pref|prefecture name|state|province|region prefecture"
    ),
    Column.CITY: (
        "市区町村|市町村|市町村名|市区町村名|所在市|所在市町村|所在市区町村|市|市区|市町|"
        "所在地市区町村|所在地市町村|本社市区町村|区市町村|所在区市町村|city|municipality|"
        "town|city town|city municipality|city name|ward"
    ),
    Column.ADDRESS: (
        "所在地|住所|本社所在地|本社住所|本社|所在|住所地|会社所在地|会社住所|企業所在地|"
        "事業所所在地|事業所住所|拠点|主たる事業所|主な拠点|勤務地|所在地住所|"
        "都道府県市区町村|address|location|place|headquarters|head office|hq|"
        "office address|located in|based in"
    ),
    Column.WEBSITE: (
        "ホームページ|hp|url|ウェブサイト|webサイト|web|webページ|ホームページurl|hpurl|"
        "サイトurl|サイト|ホームページアドレス|hpアドレス|企業url|会社url|公式サイト|"
        "公式hp|webアドレス|ウェブ|リンク|website|web site|homepage|home page|website url|"
        "site|web address|link|web page"
    ),
    Column.EMPLOYEES: (
        "従業員数|従業員|社員数|人数|社員|職員数|教職員数|従業者数|従業員規模|スタッフ数|"
        "人員|人員数|従業員数名|構成員数|employees|number of employees|no of employees|"
        "employee count|headcount|staff|staff size|size|people|company size|number of staff"
    ),
    Column.CORPORATE_NUMBER: (
        "法人番号|法人番号13桁|国税庁法人番号|インボイス番号|適格請求書発行事業者登録番号|"
        "corporate number|corporate no|houjin bangou|hojin bango|company number"
    ),
    Column.LANGUAGES: (
        "対応言語|言語|使用言語|対応可能言語|外国語対応|対応可能な言語|話せる言語|"
        "languages|language|languages spoken|spoken languages|working languages"
    ),
    Column.CERTIFICATIONS: (
        "認証|取得認証|認証取得|認証規格|iso|iso等|iso認証|iso認証等|認証資格|認証・資格|"
        "資格・認証|許認可|許認可・認証|認証・許認可|取得規格|取得資格|取得認証・規格|"
        "品質認証|認証・認定|認定|認証取得状況|iso取得状況|認証登録|各種認証|保有認証|"
        "公的認証|certifications|certification|certificates|certificate|accreditations|"
        "accreditation|standards|quality certifications|iso certifications|approvals|"
        "quality standards"
    ),
    Column.CAPABILITIES: (
        "保有技術|得意技術|技術|得意分野|保有技術・得意分野|技術・サービス|技術・得意分野|"
        "事業内容|業務内容|できること|提供できる技術|提供できること|提供技術|シーズ|"
        "研究テーマ|研究シーズ|技術シーズ|加工内容|コア技術|主要技術|固有技術|独自技術|"
        "対応可能技術|対応加工|加工技術|加工方法|得意加工|得意な加工|得意とする技術|"
        "得意とする加工|対応可能な加工|対応可能業務|主要製品|主力製品|製品|主な製品|"
        "取扱製品|取扱品目|製品・サービス|主要製品・サービス|主要製品・技術|主な製品・技術|"
        "技術・製品|製品・技術|サービス|サービス内容|提供サービス|支援内容|支援メニュー|"
        "専門分野|研究分野|研究内容|研究課題|専門|技術分野|技術内容|保有技術・サービス|"
        "強み・技術|技術・強み|強み・得意技術|技術・ノウハウ|技術の特徴|保有シーズ|提供シーズ|"
        "対応材質|加工材質|対応素材|営業品目|主要事業|主な事業|主要業務|事業概要|"
        "提供できる技術・サービス|当社ができること|提供内容|貢献できること|capabilities|"
        "capability|technologies|technology|skills|services|service|products|offer|offers|"
        "offering|offerings|what we offer|can offer|core technologies|core technology|"
        "expertise|competencies|core competencies|processes|seeds|research themes|"
        "research topics|research areas|research theme|strengths|what we can do|"
        "products and services|products services|services offered|technology offered|"
        "technologies offered|specialties|specialities"
    ),
    Column.EQUIPMENT: (
        "設備|保有設備|主要設備|所有機器|設備一覧|主な設備|機器|保有機器|主要機器|機械設備|"
        "保有機械|主要機械|装置|保有装置|生産設備|加工設備|試験設備|研究設備|設備・機器|"
        "主要設備・機器|保有設備・機器|共用機器|共用設備|測定機器|equipment|facilities|"
        "facility|machines|machinery|main equipment|instruments|key equipment|"
        "equipment list|apparatus"
    ),
    Column.NEEDS: (
        "求める連携|ニーズ|探しているもの|課題|求めるもの|求める技術|連携ニーズ|技術ニーズ|"
        "探している技術|連携希望|希望する連携|連携希望内容|求めるパートナー|求める連携先|"
        "希望連携先|協力してほしいこと|困りごと|お困りごと|技術課題|経営課題|"
        "解決したい課題|マッチング希望|マッチングニーズ|探しているパートナー|募集内容|希望|"
        "企業ニーズ|求める提携先|期待すること|連携したいこと|求める相手|連携を希望する分野|希望する連携分野|needs|need|"
        "looking for|seeking|wanted|wants|requests|challenges|what we need|"
        "what we look for|partners sought|partner needs|interests|collaboration wanted|"
        "desired collaboration|what we are looking for"
    ),
    Column.SUMMARY: (
        "自己pr|pr|紹介文|概要|企業概要|会社概要|企業紹介|会社紹介|特徴|prポイント|"
        "アピールポイント|アピール|アピール事項|セールスポイント|強み|自社の強み|紹介|団体概要|機関概要|"
        "組織概要|自由記述|自由記入|メッセージ|一言pr|ひとことpr|企業pr|会社pr|自社pr|"
        "コメント|説明|キャッチコピー|特色|研究概要|pr文|概要・特徴|企業の特徴|summary|"
        "description|about|about us|profile|overview|introduction|self introduction|"
        "company profile|company overview|features|pitch|message|comment|self pr"
    ),
    Column.UPDATED: (
        "更新日|最終更新日|最終確認日|確認日|更新年月日|情報更新日|情報更新年月日|登録日|更新日時|"
        "最終更新|最終確認|記入日|回答日|データ更新日|内容確認日|updated|last updated|"
        "update|updated on|updated at|last update|last confirmed|confirmed|"
        "last confirmed on|date updated|as of|last modified|date of last confirmation|"
        "last checked"
    ),
    Column.CONTACT_NAME: (
        "担当者|担当者名|担当者氏名|窓口|窓口担当者|連絡先|氏名|担当|連絡担当者|ご担当者|"
        "窓口名|相談窓口|問い合わせ先|問合せ先|連絡窓口|連絡先担当者|連絡先氏名|教員名|"
        "研究者名|研究者|コーディネーター|contact|contact name|contact person|"
        "person in charge|contact person name|representative contact|name of contact|pic|"
        "liaison"
    ),
    Column.CONTACT_ROLE: (
        "役職|部署|所属・役職|部署・役職|部署名|所属|所属部署|役職名|部署役職|職名|職位|"
        "担当部署|担当部署名|role|position|title|job title|department|division|section"
    ),
    Column.CONTACT_EMAIL: (
        "メール|e-mail|メールアドレス|eメール|電子メール|email|mail|email address|"
        "mail address|eメールアドレス|e-mailアドレス|emailアドレス|mailアドレス|アドレス|"
        "電子メールアドレス"
    ),
    Column.CONTACT_PHONE: (
        "電話|tel|電話番号|代表電話|連絡先電話番号|携帯|携帯電話|携帯番号|お電話番号|"
        "tel番号|代表電話番号|直通|phone|telephone|phone number|telephone number|tel no|"
        "mobile"
    ),
    Column.CONTACT_SLACK: (
        "slack id|slack|slackユーザーid|slackユーザid|slackメンバーid|slackアカウント|"
        "slack user id|slack member id|slack user|slackのid"
    ),
    Column.CONSENT: (
        "連絡先の公開|公開範囲|公開可否|同意|連絡先公開|連絡先公開可否|連絡先公開範囲|"
        "連絡先の公開範囲|連絡先の公開可否|公開|公開同意|公開の可否|担当者の公開|"
        "担当者公開|会員への公開|掲載可否|公開設定|公開区分|情報公開|個人情報の公開|"
        "連絡先開示|開示可否|開示範囲|公開の同意|consent|contact consent|visibility|"
        "disclosure|share contact|contact visibility|publish|publish contact|"
        "contact shown to|consent given"
    ),
    Column.CONSENT_DATE: (
        "同意日|同意年月日|同意取得日|公開同意日|同意日付|同意した日|承諾日|consent date|"
        "date of consent|consent given on|consented on|consent_date"
    ),
}

# 担当者1メール, 連絡先 電話, contact2_email: a word for the contact and one for the detail.
CONTACT_WORDS = (
    "担当者|担当|連絡先|窓口|窓口担当者|連絡担当者|問合せ先|問い合わせ先|お問い合わせ先|"
    "連絡窓口|相談窓口|ご担当者|contact|contacts|contact person|person"
)
CONTACT_DETAILS: dict[Column, str] = {
    Column.CONTACT_NAME: "氏名|名|名前|お名前|name|full name",
    Column.CONTACT_ROLE: (
        "役職|部署|所属|所属役職|部署役職|部署名|役職名|role|title|position|department"
    ),
    Column.CONTACT_EMAIL: "メール|メールアドレス|eメール|email|mail|e-mail address|アドレス",
    Column.CONTACT_PHONE: "電話|電話番号|tel|phone|phone number|telephone|mobile",
    Column.CONTACT_SLACK: "slack|slack id|slackid|slack user id",
    Column.CONSENT: "公開|公開範囲|公開可否|の公開|同意|consent|visibility",
    Column.CONSENT_DATE: "同意日|公開同意日|consent date",
}

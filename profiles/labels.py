"""What messages call the columns of a list: headers that an office knows, never our own names."""

from __future__ import annotations

from collections.abc import Mapping

from profiles.columns import Column

LABELS: Mapping[Column, str] = {
    Column.ID: "会員番号 / member ID",
    Column.NAME: "会社名 / name",
    Column.NAME_JA: "会社名 / Japanese name",
    Column.NAME_EN: "英文名 / English name",
    Column.KIND: "会員区分 / kind",
    Column.PREFECTURE: "都道府県 / prefecture",
    Column.CITY: "市区町村 / city",
    Column.ADDRESS: "所在地 / address",
    Column.WEBSITE: "ホームページ / website",
    Column.EMPLOYEES: "従業員数 / employees",
    Column.CORPORATE_NUMBER: "法人番号 / corporate number",
    Column.LANGUAGES: "対応言語 / languages",
    Column.CERTIFICATIONS: "認証 / certifications",
    Column.CAPABILITIES: "保有技術 / capabilities",
    Column.EQUIPMENT: "主要設備 / equipment",
    Column.NEEDS: "求める連携 / needs",
    Column.SUMMARY: "自己PR / description",
    Column.UPDATED: "更新日 / last updated",
    Column.CONTACT_NAME: "担当者 / contact",
    Column.CONTACT_ROLE: "役職 / role",
    Column.CONTACT_EMAIL: "メール / e-mail",
    Column.CONTACT_PHONE: "電話 / phone",
    Column.CONTACT_SLACK: "Slack ID",
    Column.CONSENT: "連絡先の公開 / consent",
    Column.CONSENT_DATE: "同意日 / consent date",
}


def label_of(field: str) -> str:
    """The label of a member's field."""
    return LABELS[Column(field)]

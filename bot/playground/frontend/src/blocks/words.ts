/** The words of the renderer itself, in both languages with the same keys. */

import type { Locale } from './types'

const english = {
  cancel: 'Cancel',
  choose: 'Choose',
  choose_file: 'Choose a file',
  choose_files: 'Choose files',
  filter: 'Filter the choices',
  image_not_loaded: 'This page loads nothing from elsewhere, so the picture is not shown.',
  more: 'More actions',
  nothing_found: 'Nothing matches.',
  ok: 'OK',
  optional: '(optional)',
  remove: (name: string) => `Remove ${name}`,
  too_large: (name: string, most: number) => `${name} is too large: at most ${most / 1_000_000} MB.`,
  too_many_files: (most: number) => `Choose at most ${most} ${most === 1 ? 'file' : 'files'}.`,
  unshown: (type: string) => `This page cannot show “${type}”.`,
  unshown_details: 'What was sent',
  uploading: 'Uploading…',
  wrong_file_type: (name: string, types: string) => `${name} cannot be used here. Use: ${types}`,
}

const japanese: typeof english = {
  cancel: 'キャンセル',
  choose: '選択してください',
  choose_file: 'ファイルを選択',
  choose_files: 'ファイルを選択（複数可）',
  filter: '選択肢を絞り込む',
  image_not_loaded: 'この画面は外部と通信しないため、画像は表示されません。',
  more: 'その他の操作',
  nothing_found: '該当する選択肢がありません。',
  ok: 'OK',
  optional: '（任意）',
  remove: (name) => `${name}を取り消す`,
  too_large: (name, most) => `${name}は大きすぎます。${most / 1_000_000} MBまでです。`,
  too_many_files: (most) => `選択できるファイルは${most}件までです。`,
  unshown: (type) => `「${type}」はこの画面では表示できません。`,
  unshown_details: '送信された内容',
  uploading: 'アップロード中です…',
  wrong_file_type: (name, types) => `${name}は使用できません。使用できる形式：${types}`,
}

export type Words = typeof english

export const words: Record<Locale, Words> = { ja: japanese, en: english }

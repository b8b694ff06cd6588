// The page's own texts, in the acting person's language.

const TEXTS = {
  channels: ["チャンネル", "Channels"],
  dms: ["ダイレクトメッセージ", "Direct messages"],
  apps: ["アプリ", "Apps"],
  add_channel: ["チャンネルを作成", "Create a channel"],
  add_dm: ["新しいダイレクトメッセージ", "New direct message"],
  channel_name: ["チャンネル名", "Channel name"],
  channel_private: ["プライベートチャンネルにする", "Make it private"],
  members: ["メンバー", "Members"],
  member_count: ["{n}人のメンバー", "{n} members"],
  create: ["作成", "Create"],
  cancel: ["キャンセル", "Cancel"],
  close: ["閉じる", "Close"],
  back: ["戻る", "Back"],
  save: ["保存", "Save"],
  delete: ["削除", "Delete"],
  edit: ["編集", "Edit"],
  edited: ["(編集済み)", "(edited)"],
  you: ["自分", "you"],
  app_badge: ["アプリ", "APP"],
  home: ["ホーム", "Home"],
  messages: ["メッセージ", "Messages"],
  switch_user: ["ユーザーを切り替え", "Switch user"],
  acting_as: ["{name} として操作中", "Acting as {name}"],
  role_admin: ["管理者", "Admin"],
  role_member: ["メンバー", "Member"],
  role_guest: ["ゲスト", "Guest"],
  role_outsider: ["社外", "External"],
  role_bot: ["アプリ", "App"],
  deactivated: ["無効化済み", "Deactivated"],
  jump: ["チャンネルや人へ移動", "Jump to a channel or person"],
  jump_none: ["見つかりませんでした", "Nothing found"],
  thread: ["スレッド", "Thread"],
  replies: ["{n}件の返信", "{n} replies"],
  reply_one: ["1件の返信", "1 reply"],
  reply_in_thread: ["スレッドで返信", "Reply in thread"],
  reply_placeholder: ["返信する…", "Reply…"],
  message_to: ["{name} へのメッセージ", "Message {name}"],
  send: ["送信", "Send"],
  attach: ["ファイルを添付", "Attach files"],
  shortcuts: ["ショートカット", "Shortcuts"],
  no_shortcuts: ["使えるショートカットはありません", "No shortcuts available"],
  emoji: ["絵文字", "Emoji"],
  mention: ["メンション", "Mention someone"],
  drop_here: ["{name} にアップロード", "Upload to {name}"],
  remove: ["外す", "Remove"],
  uploading: ["アップロード中", "Uploading"],
  upload_failed: ["アップロードできませんでした", "The upload failed"],
  choose_files: ["ファイルを選択", "Choose files"],
  drop_or: ["またはここにドロップ", "or drop them here"],
  file_limit: ["最大 {n} 件、1件 {mb} MB まで", "Up to {n} files, {mb} MB each"],
  file_type_bad: ["この形式のファイルは添付できません: {name}", "This kind of file is not allowed: {name}"],
  file_too_large: ["{mb} MB を超えています: {name}", "Larger than {mb} MB: {name}"],
  file_too_many: ["添付できるのは {n} 件までです", "No more than {n} files"],
  file_gone: ["このファイルは削除されました", "This file was deleted"],
  download: ["ダウンロード", "Download"],
  enlarge: ["拡大表示: {name}", "Enlarge {name}"],
  delete_file: ["ファイルを削除: {name}", "Delete file {name}"],
  only_you: ["あなただけに表示されています", "Only visible to you"],
  dismiss: ["閉じる", "Dismiss"],
  add_reaction: ["リアクションする", "Add reaction"],
  react_with: ["{name} でリアクション", "React with {name}"],
  reaction_by: ["{who} が :{name}: でリアクションしました", "{who} reacted with :{name}:"],
  message_tools: ["メッセージの操作", "Message actions"],
  more: ["その他", "More actions"],
  copy_text: ["テキストをコピー", "Copy text"],
  copied: ["コピーしました", "Copied"],
  delete_message: ["メッセージを削除", "Delete message"],
  delete_message_ask: ["このメッセージを削除します。元に戻せません。", "Delete this message? This can't be undone."],
  delete_file_ask: ["このファイルを削除します。元に戻せません。", "Delete this file? This can't be undone."],
  edit_message: ["メッセージを編集", "Edit message"],
  message_deleted: ["このメッセージは削除されました。", "This message was deleted."],
  joined: ["{name} が参加しました", "{name} joined"],
  left: ["{name} が退出しました", "{name} left"],
  loading: ["読み込み中…", "Loading…"],
  empty_channel: ["ここが {name} の始まりです", "This is the very beginning of {name}"],
  empty_hint: [
    "写真はここにドラッグ&ドロップ、または下の + から添付できます。",
    "Drag photos in here, or attach them with + below.",
  ],
  not_joined: ["{name} にはまだ参加していません。", "You have not joined {name} yet."],
  join: ["参加する", "Join"],
  external: ["社外と共有", "Shared externally"],
  optional: ["(任意)", "(optional)"],
  required: ["この項目は必須です。", "Please complete this required field."],
  bad_email: ["メールアドレスの形式で入力してください。", "Please enter a valid email address."],
  bad_url: ["URL の形式で入力してください。", "Please enter a valid URL."],
  bad_number: ["数値を入力してください。", "Please enter a number."],
  bad_decimal: ["整数を入力してください。", "Please enter a whole number."],
  too_small: ["{n} 以上で入力してください。", "Please enter {n} or more."],
  too_large: ["{n} 以下で入力してください。", "Please enter {n} or less."],
  too_short: ["{n} 文字以上で入力してください。", "Please enter at least {n} characters."],
  too_long: ["{n} 文字以内で入力してください。", "Please enter at most {n} characters."],
  select: ["選択してください", "Select an option"],
  select_many: ["選択してください", "Select options"],
  no_options: ["候補がありません", "No matching options"],
  type_more: ["{n} 文字以上入力してください", "Type {n} or more characters"],
  choose_date: ["日付を選択", "Select a date"],
  choose_time: ["時刻を選択", "Select a time"],
  clear: ["選択を解除", "Clear"],
  unknown_block: ["この画面では表示できないブロックです: {name}", "This block cannot be shown here: {name}"],
  image_failed: ["画像を表示できません", "The image cannot be shown"],
  yes: ["はい", "Yes"],
  no: ["いいえ", "No"],
  sure: ["よろしいですか?", "Are you sure?"],
  working: ["処理中", "Working"],
  app_silent: [
    "アプリが3秒以内に応答しませんでした。もう一度お試しください。",
    "The app did not answer within 3 seconds. Please try again.",
  ],
  app_failed: ["アプリでエラーが発生しました ({code})。", "The app answered with an error ({code})."],
  no_connection: ["接続できません。", "No connection."],
  failed: ["うまくいきませんでした: {detail}", "That did not work: {detail}"],
  offline: ["接続が切れました。再接続しています…", "Connection lost. Reconnecting…"],
  command_failed: ["{command} は失敗しました: {detail}", "{command} failed: {detail}"],
  command_unknown: ["{command} は有効なコマンドではありません。", "{command} is not a valid command."],
  command_thread: ["{command} はスレッドでは使えません。", "{command} is not supported in threads."],
  home_empty: ["ホームはまだ公開されていません", "This Home tab is still empty"],
  home_empty_hint: ["アプリが公開すると、ここに表示されます。", "It appears here as soon as the app publishes one."],
  faults: ["障害を起こす", "Cause a fault"],
  faults_hint: [
    "アプリが Slack の不調にどう対処するかを確かめられます。",
    "See how the app copes when Slack misbehaves.",
  ],
  fault_429: ["呼び出しが多すぎる (429)", "Too many calls (429)"],
  fault_500: ["内部エラー (500)", "Internal error (500)"],
  fault_503: ["一時停止 (503)", "Unavailable (503)"],
  fault_timeout_after_accept: ["受け付けたのに応答しない", "Accepts the call but never answers"],
  fault_drop_socket: ["Socket Mode の接続を切る", "Drop the Socket Mode connection"],
  fault_event_twice: ["イベントを2回届ける", "Deliver an event twice"],
  fault_event_late: ["イベントを遅れて届ける", "Deliver an event late"],
  fault_upload_408: ["アップロードが届いたのに 408 を返す", "Answers 408 although the upload arrived"],
  fault_clear: ["すべて解除", "Disarm all"],
  fault_method: ["メソッド (空欄ならすべて)", "Method (all when empty)"],
  fault_count: ["回数", "Times"],
  fault_seconds: ["秒数", "Seconds"],
  fault_arm: ["準備する", "Arm"],
  fault_armed: ["準備しました: {name}", "Armed: {name}"],
  today: ["今日", "Today"],
  yesterday: ["昨日", "Yesterday"],
  new_message_here: ["新しいメッセージ", "New messages"],
  everyone: ["全員", "everyone"],
  composer_hint: ["Enter で送信、Shift + Enter で改行", "Enter to send, Shift + Enter for a new line"],
};

let column = 0;
let tag = "ja-JP";

/** Use Japanese for "ja…" locales and English for all others. */
export function setLocale(locale) {
  tag = locale || "ja-JP";
  column = tag.startsWith("ja") ? 0 : 1;
  document.documentElement.lang = column === 0 ? "ja" : "en";
}

export const localeTag = () => (column === 0 ? "ja-JP" : tag.startsWith("en") ? tag : "en-US");

/** The text of `key` with {placeholders} filled in. */
export function t(key, values = {}) {
  const text = TEXTS[key]?.[column] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Sentence for a failed call to the server or the app behind it. */
export function failure(error) {
  if (error.code === "no_connection") return t("no_connection");
  if (error.code === "operation_timeout") return t("app_silent");
  if (/^(dispatch|app|http_5|operation|handler|no_listener)/.test(error.code ?? ""))
    return t("app_failed", { code: error.code });
  return t("failed", { detail: error.message || error.code });
}

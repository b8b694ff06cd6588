"""The chat page in a real browser, against the real local Slack and a real Bolt app."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import launch
from tests.localslack import page_gallery
from tests.localslack.page_workspace import Running, running, wait_until

PAGE = Path(__file__).parents[2] / "localslack" / "page"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def slack() -> Iterator[Running]:
    with running() as workspace:
        yield workspace


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launch() as started:
        yield started


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two small JPEG pictures."""
    folder = tmp_path_factory.mktemp("photos")
    paths = [folder / f"card{n}.jpg" for n in range(2)]
    for n, path in enumerate(paths):
        Image.new("RGB", (640, 400), (240, 235 - 30 * n, 220)).save(path)
    return paths


@pytest.fixture
def channel(slack: Running, request: pytest.FixtureRequest) -> str:
    """A fresh channel for the test, with the admin, the member and the app in it."""
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[:60]
    return slack.new_channel(name)


@pytest.fixture
def open_page(slack: Running, browser: Browser) -> Iterator[Open]:
    """Opens the page as a person at a place; a script error in the page fails the test."""
    errors: list[str] = []
    pages: list[Page] = []

    def start(user: str = "admin", at: str = "", size: dict[str, int] = DESKTOP) -> Page:
        page = browser.new_page(viewport=size)
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{slack.url}/?user={slack.users[user]}#/{at}")
        page.locator("#app[data-ready]").wait_for()
        pages.append(page)
        return page

    yield start
    for page in pages:
        page.close()
    slack.close_modals()
    assert errors == []


def composer(page: Page, where: str = "channel") -> Locator:
    return page.locator(f"[data-composer={where}]")


def write(page: Page, text: str, where: str = "channel") -> None:
    composer(page, where).locator("textarea").fill(text)
    composer(page, where).locator("textarea").press("Enter")


def review(page: Page) -> Locator:
    """The app's message with all its blocks, asked for in the open channel."""
    write(page, "確認をお願いします")
    message = page.locator("article", has=page.locator("[data-action-id=save]"))
    expect(message).to_be_visible()
    return message


def open_modal(page: Page) -> Locator:
    review(page).locator("[data-action-id=edit]").click()
    modal = page.locator("dialog.modal[data-callback-id=edit]")
    expect(modal).to_be_visible()
    return modal


def test_marks_are_shown_and_markup_stays_text(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    write(page, "*太字* と `符号` <img src=x onerror=alert(1)> :tada: https://yamada.example/?a=1&b=2")
    message = page.locator("article").last
    expect(message.locator("strong", has_text="太字")).to_be_visible()
    expect(message.locator("code")).to_have_text("符号")
    expect(message).to_contain_text("<img src=x onerror=alert(1)>")
    expect(message).to_contain_text("🎉")
    expect(message.locator("a.link")).to_have_attribute("href", "https://yamada.example/?a=1&b=2")
    assert message.locator("img").count() == 0


def test_every_block_is_shown(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    write(page, "見本をください")
    message = page.locator("article", has=page.locator("[data-block-type=table]"))
    expect(message).to_be_visible()
    kinds = [block["type"] for block in page_gallery.MESSAGE]
    shown = message.locator(".blocks > .block").evaluate_all("all => all.map((one) => one.dataset.blockType)")
    assert shown == kinds
    expect(message.locator(".unknown")).to_have_count(0)
    for text in (
        "2025",
        "@here",
        "#general",
        "*文字のまま*",
        "画像を表示できません: 届かない画像",
        "<b>x</b>",
    ):
        expect(message).to_contain_text(text)
    elements = message.locator("[data-block-type=actions] [data-action-id]")
    assert elements.evaluate_all("all => all.map((one) => one.dataset.actionId)") == [
        element["action_id"] for element in page_gallery.ELEMENTS
    ]


def test_every_input_reports_its_first_value(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    composer(page).get_by_role("button", name="ショートカット").click()
    page.locator("[data-shortcut=gallery]").click()
    modal = page.locator("dialog.modal[data-callback-id=gallery]")
    modal.locator("[data-modal=submit]").click()
    expect(modal).to_have_count(0)
    values = slack.seen.submissions[-1]["view"]["state"]["values"]
    found = {block: value[block] for block, value in values.items()}
    assert found == {
        kind: {"type": kind, field: value} for kind, (field, value) in page_gallery.SUBMITTED.items()
    }


def test_a_japanese_conversion_does_not_send(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    area = composer(page).locator("textarea")
    area.fill("たなか")
    area.dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(area).to_have_value("たなか")
    area.press("Enter")
    expect(page.locator("article")).to_have_count(1)


def test_files_by_button_and_by_drop(open_page: Open, channel: str, photos: list[Path]) -> None:
    page = open_page(at=f"channel/{channel}")
    composer(page).locator("input[type=file]").set_input_files(photos[0])
    drop(page, ".pane-body", photos[1])
    expect(page.locator(".file-chip.done")).to_have_count(2)
    expect(page.locator(".file-chip img.file-chip-preview")).to_have_count(2)
    write(page, "2枚です")
    pictures = page.locator("article").first.locator(".file-picture img")
    expect(pictures).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.file-picture img')].every((one) => one.naturalWidth > 0)"
    )
    pictures.first.click()
    expect(page.locator("dialog.lightbox img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.lightbox")).to_have_count(0)


def drop(page: Page, selector: str, photo: Path) -> None:
    """Drop a file on a place, as a browser does."""
    script = """([name, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], name, {type: 'image/jpeg'}));
        return transfer;
    }"""
    transfer = page.evaluate_handle(script, [photo.name, list(photo.read_bytes())])
    page.locator(selector).dispatch_event("dragover", {"dataTransfer": transfer})
    page.locator(selector).dispatch_event("drop", {"dataTransfer": transfer})


def test_a_thread_with_the_apps_answer(open_page: Open, channel: str, photos: list[Path]) -> None:
    page = open_page(at=f"channel/{channel}")
    composer(page).locator("input[type=file]").set_input_files(photos[0])
    expect(page.locator(".file-chip.done")).to_have_count(1)
    composer(page).get_by_role("button", name="送信").click()
    page.locator("[data-reaction=eyes]").wait_for()
    page.locator(".thread-bar").click()
    thread = page.locator("aside.thread")
    expect(thread.locator("[data-block-type=image] img")).to_be_visible()
    write(page, "ありがとう", "thread")
    expect(thread.locator("article")).to_have_count(3)
    expect(page.locator(".main .thread-count")).to_have_text("2件の返信")
    thread.get_by_role("button", name="閉じる").click()
    expect(thread).to_have_count(0)


def test_a_button_updates_its_message(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    message = review(page)
    ts = message.get_attribute("data-ts")
    message.locator("[data-action-id=save]").click()
    expect(page.locator(f"article[data-ts='{ts}']")).to_contain_text("保存しました")
    assert slack.seen.actions[-1]["actions"][0]["value"] == "save"


def test_a_confirm_dialog_can_be_declined(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    message = review(page)
    before = len(slack.seen.actions)
    message.locator("[data-action-id=discard]").click()
    expect(page.locator("dialog.confirm strong")).to_have_text("保存されません")
    page.locator("[data-confirm=deny]").click()
    message.locator("[data-action-id=discard]").click()
    page.locator("[data-confirm=confirm]").click()
    wait_until(lambda: len(slack.seen.actions) > before)
    assert [body["actions"][0]["action_id"] for body in slack.seen.actions[before:]] == ["discard"]


def test_choices_in_a_message_reach_the_app(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    message = review(page)
    before = len(slack.seen.actions)
    message.locator("[data-action-id=kind] [role=combobox]").click()
    expect(page.locator(".listbox-group")).to_have_text(["対面", "遠隔"])
    page.get_by_role("option", name="訪問").click()
    message.get_by_label("通知").check()
    message.locator("input[data-action-id=date]").fill("2026-12-01")
    message.locator("[data-action-id=menu]").click()
    page.get_by_role("menuitem", name="複製").click()
    wait_until(lambda: len(slack.seen.actions) >= before + 4)
    found = {body["actions"][0]["action_id"]: body["actions"][0] for body in slack.seen.actions[before:]}
    assert found["kind"]["selected_option"]["value"] == "visit"
    assert [one["value"] for one in found["flags"]["selected_options"]] == ["notify"]
    assert found["date"]["selected_date"] == "2026-12-01"
    assert found["menu"]["selected_option"]["value"] == "copy"


def test_a_silent_app_is_reported(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    message = review(page)
    message.locator("[data-action-id=silent]").click()
    expect(message.locator("[data-action-id=silent]")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("alert").filter(has_text="3秒以内")).to_be_visible()
    expect(message.locator(".action-error")).to_be_visible()


def test_a_modal_checks_its_inputs_and_shows_the_apps_errors(
    open_page: Open, channel: str, slack: Running
) -> None:
    page = open_page(at=f"channel/{channel}")
    modal = open_modal(page)
    before = len(slack.seen.submissions)
    modal.locator("input[data-block-id=name]").fill("")
    modal.locator("input[data-block-id=mail]").fill("tanaka")
    modal.locator("input[data-block-id=count]").fill("0")
    modal.locator("[data-modal=submit]").click()
    for block, text in (("name", "必須"), ("mail", "メールアドレス"), ("count", "1 以上")):
        expect(modal.locator(f"[data-block-id={block}] .input-error")).to_contain_text(text)
    modal.locator("input[data-block-id=mail]").fill("tanaka@yamada.example")
    modal.locator("input[data-block-id=count]").fill("3")
    modal.locator("input[data-block-id=name]").fill("重複")
    modal.locator("[data-modal=submit]").click()
    expect(modal.locator("[data-block-id=name] .input-error")).to_have_text("同じ名前の方が登録済みです。")
    expect(modal.locator("input[data-block-id=name]")).to_have_value("重複")
    assert len(slack.seen.submissions) == before


def test_a_modals_values_reach_the_app(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    modal = open_modal(page)
    modal.locator("input[data-block-id=name]").fill("田中 一朗")
    modal.locator("textarea[data-block-id=memo]").fill("1行目\n2行目")
    company = modal.locator("[data-action-id=company] [role=combobox]")
    company.click()
    company.press_sequentially("山")
    expect(page.get_by_role("option")).to_have_text(["山田商事", "山本電機"])
    page.get_by_role("option", name="山本電機").click()
    modal.locator("[data-block-id=people] [role=combobox]").click()
    page.locator(f".option[data-value={slack.users['member']}]").click()
    page.keyboard.press("Escape")
    expect(modal.locator(".chip")).to_have_count(1)
    modal.locator("[data-modal=submit]").click()
    expect(page.locator("dialog.modal")).to_have_count(0)
    values = slack.seen.submissions[-1]["view"]["state"]["values"]
    assert values["name"]["name"]["value"] == "田中 一朗"
    assert values["memo"]["memo"]["value"] == "1行目\n2行目"
    assert values["company"]["company"]["selected_option"]["value"] == "山本電機"
    assert values["people"]["people"]["selected_users"] == [slack.users["member"]]
    assert values["mail"]["mail"]["value"] is None


def test_a_modal_says_when_the_app_does_not_answer(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    modal = open_modal(page)
    modal.locator("input[data-block-id=name]").fill("無言")
    modal.locator("[data-modal=submit]").click()
    expect(modal.locator("[data-modal=submit]")).to_be_disabled()
    expect(modal.locator(".modal-problem")).to_contain_text("3秒以内")
    expect(modal.locator("input[data-block-id=name]")).to_have_value("無言")


def test_modals_stack_three_deep_and_keep_what_was_typed(
    open_page: Open, channel: str, slack: Running
) -> None:
    page = open_page(at=f"channel/{channel}")
    modal = open_modal(page)
    modal.locator("input[data-block-id=name]").fill("途中")
    for title in ("画面 2", "画面 3"):
        page.locator("dialog.modal [data-action-id=deeper]").click()
        expect(page.locator("dialog.modal .dialog-title")).to_have_text(title)
    page.get_by_role("button", name="戻る").click()
    expect(page.locator("dialog.modal .dialog-title")).to_have_text("画面 2")
    page.get_by_role("button", name="戻る").click()
    expect(page.locator("dialog.modal input[data-block-id=name]")).to_have_value("途中")
    before = len(slack.seen.closed)
    page.locator("dialog.modal [data-modal=close]").click()
    expect(page.locator("dialog.modal")).to_have_count(0)
    wait_until(lambda: len(slack.seen.closed) > before)


def test_commands_answer_only_to_the_person(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    other = open_page("member", at=f"channel/{channel}")
    area = composer(page).locator("textarea")
    area.press_sequentially("/ca")
    expect(page.locator(".suggestion")).to_contain_text("/card")
    page.keyboard.press("Tab")
    area.press_sequentially("田中")
    area.press("Enter")
    hint = page.locator("article[data-ephemeral]")
    expect(hint).to_contain_text("「田中」は見つかりませんでした。")
    expect(hint).to_contain_text("あなただけに表示されています")
    assert slack.seen.commands[-1]["text"] == "田中"
    write(other, "見えますか")
    expect(other.locator("article")).to_have_count(1)
    hint.get_by_role("button", name="閉じる").click()
    expect(hint).to_have_count(0)


def test_wrong_and_silent_commands_are_explained(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    write(page, "/nothing")
    expect(composer(page).locator(".composer-notice")).to_contain_text(
        "/nothing は有効なコマンドではありません"
    )
    write(page, "/silent 続き")
    expect(composer(page).locator(".composer-notice")).to_contain_text("3秒以内")
    expect(composer(page).locator("textarea")).to_have_value("/silent 続き")


def test_a_global_shortcut_with_a_file_input(
    open_page: Open, channel: str, slack: Running, photos: list[Path]
) -> None:
    page = open_page(at=f"channel/{channel}")
    composer(page).get_by_role("button", name="ショートカット").click()
    page.locator("[data-shortcut=capture]").click()
    modal = page.locator("dialog.modal[data-callback-id=photos]")
    modal.locator("[data-modal=submit]").click()
    expect(modal.locator(".input-error")).to_contain_text("必須")
    modal.locator("input[type=file]").set_input_files(photos[:2])
    expect(modal.locator(".file-chip.done")).to_have_count(2)
    modal.locator("[data-modal=submit]").click()
    expect(modal).to_have_count(0)
    files = slack.seen.submissions[-1]["view"]["state"]["values"]["photos"]["photos"]["files"]
    assert [file["name"] for file in files] == [photo.name for photo in photos[:2]]


def test_message_menu_shortcut_edit_delete(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    write(page, "打ち合わせしました")
    message = page.locator("article").first
    message_menu(message)
    page.locator("[data-shortcut=log_message]").click()
    page.locator("dialog.modal").wait_for()
    assert slack.seen.shortcuts[-1]["message"]["text"] == "打ち合わせしました"
    page.keyboard.press("Escape")
    expect(page.locator("dialog.modal")).to_have_count(0)
    message_menu(message)
    page.get_by_role("menuitem", name="メッセージを編集").click()
    message.locator(".editor textarea").fill("訪問しました")
    message.locator(".editor textarea").press("Enter")
    expect(message).to_contain_text("訪問しました (編集済み)")
    message_menu(message)
    page.get_by_role("menuitem", name="メッセージを削除").click()
    page.locator("[data-confirm=confirm]").click()
    expect(page.locator("article", has_text="訪問しました")).to_have_count(0)


def message_menu(message: Locator) -> None:
    message.hover()
    message.get_by_role("toolbar").get_by_role("button").last.click()


def test_reactions_are_added_and_taken_back(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    other = open_page("member", at=f"channel/{channel}")
    write(page, "お疲れさまです")
    message = other.locator("article").first
    message.hover()
    message.get_by_role("toolbar").get_by_role("button", name="Add reaction").click()
    other.locator("[data-emoji=tada]").click()
    mine = page.locator("[data-reaction=tada]")
    expect(mine).to_have_attribute("aria-pressed", "false")
    mine.click()
    expect(mine.locator(".reaction-count")).to_have_text("2")
    mine.click()
    expect(mine.locator(".reaction-count")).to_have_text("1")


def test_home_is_published_and_updated_in_place(open_page: Open, slack: Running) -> None:
    page = open_page(at=f"app/{slack.app_id}/home")
    home = page.locator(".home[data-view-id]")
    expect(home).to_contain_text("タップ 0 回")
    home.locator("[data-action-id=tap]").click()
    expect(home).not_to_contain_text("タップ 0 回")
    page.locator("[data-tab=messages]").click()
    write(page, "こんにちは")
    expect(page.locator("article")).to_contain_text("こんにちは")
    wait_until(lambda: any(event.get("channel_type") == "im" for event in slack.seen.messages))


def test_switching_the_person_changes_language_and_view(
    open_page: Open, channel: str, slack: Running
) -> None:
    page = open_page(at=f"channel/{channel}")
    page.locator("[data-me]").click()
    page.locator(f"[data-switch-to={slack.users['member']}]").click()
    page.locator(f"#app[data-ready] [data-me={slack.users['member']}]").wait_for()
    expect(page.locator(".sidebar")).to_contain_text("Direct messages")
    expect(page.locator(f".pane-body[data-channel={channel}]")).to_be_visible()


def test_a_channel_is_joined_before_writing(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page("colleague", at=f"channel/{channel}")
    expect(composer(page)).to_be_hidden()
    page.get_by_role("button", name="参加する").click()
    write(page, "参加しました")
    expect(page.locator("article")).to_contain_text("参加しました")


def test_an_armed_fault_strikes(open_page: Open, channel: str, slack: Running) -> None:
    page = open_page(at=f"channel/{channel}")
    page.get_by_role("button", name="障害を起こす").click()
    page.get_by_label("イベントを2回届ける").check()
    page.get_by_role("button", name="準備する").click()
    expect(page.locator(".toast")).to_contain_text("準備しました")
    before = len(slack.seen.messages)
    write(page, "二度届く")
    wait_until(lambda: [one["text"] for one in slack.seen.messages[before:]] == ["二度届く"] * 2)


def test_messages_elsewhere_are_marked_unread(open_page: Open, channel: str, slack: Running) -> None:
    elsewhere = slack.new_channel(f"else-{channel.lower()}")
    page = open_page("member", at=f"channel/{channel}")
    writer = open_page(at=f"channel/{elsewhere}")
    write(writer, "見てください")
    row = page.locator(f".sidebar [data-channel={elsewhere}]")
    expect(row).to_have_class(re.compile("unread"))
    row.click()
    expect(page.locator("article")).to_contain_text("見てください")
    expect(row).not_to_have_class(re.compile("unread"))


def test_a_lost_socket_is_shown_and_made_good(open_page: Open, channel: str) -> None:
    page = open_page(at=f"channel/{channel}")
    writer = open_page("member", at=f"channel/{channel}")
    page.route_web_socket("**/ui/socket*", lambda socket: socket.close())
    page.reload()
    expect(page.locator(".offline")).to_be_visible()
    write(writer, "切断中の発言")
    expect(writer.locator("article")).to_have_count(1)
    page.unroute_all()
    page.route_web_socket("**/ui/socket*", lambda socket: socket.connect_to_server() and None)
    expect(page.locator("article")).to_contain_text("切断中の発言")
    expect(page.locator(".offline")).to_be_hidden()


def test_phone_width_shows_one_thing_at_a_time(open_page: Open, channel: str, photos: list[Path]) -> None:
    page = open_page(size=PHONE)
    page.locator(f".sidebar [data-channel={channel}]").click()
    composer(page).locator("input[type=file]").set_input_files(photos[0])
    expect(page.locator(".file-chip.done")).to_have_count(1)
    composer(page).get_by_role("button", name="送信").click()
    page.locator(".thread-bar").click()
    thread = page.locator("aside.thread")
    expect(thread.locator("[data-action-id=edit]")).to_be_visible()
    assert width(thread) == PHONE["width"]
    thread.locator("[data-action-id=edit]").click()
    modal = page.locator("dialog.modal")
    expect(modal.locator("[data-modal=submit]")).to_be_in_viewport()
    assert width(modal) == PHONE["width"]
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
    modal.locator("[data-modal=close]").click()
    page.go_back()
    expect(page.locator(".main .composer")).to_be_visible()
    expect(thread).to_have_count(0)


def width(node: Locator) -> Any:
    box = node.bounding_box()
    assert box is not None
    return box["width"]


def test_every_text_of_the_page_exists_in_both_languages() -> None:
    source = (PAGE / "i18n.js").read_text(encoding="utf-8")
    table = source[source.index("const TEXTS") : source.index("let column")]
    entries = dict(re.findall(r"^  (\w+): \[(.*?)\],$", table, re.MULTILINE | re.DOTALL))
    for key, body in entries.items():
        assert len(re.findall(r'"(?:[^"\\]|\\.)+"', body)) == 2, key
    modules = [path.read_text(encoding="utf-8") for path in PAGE.glob("*.js")]
    used = {key for module in modules for key in re.findall(r'\bt\("(\w+)"', module)}
    assert used - entries.keys() == set()


def test_message_text_never_becomes_markup_and_nothing_comes_from_outside() -> None:
    markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(")
    outside = re.compile(r'(?:src|href)="(?!/static/)|url\(')
    assert [path.name for path in PAGE.glob("*.js") if markup.search(path.read_text(encoding="utf-8"))] == []
    assets = [*PAGE.glob("*.html"), *PAGE.glob("*.css")]
    assert [path.name for path in assets if outside.search(path.read_text(encoding="utf-8"))] == []

"""Tags: the shop's list, what a thread carries, and that list and copy agree."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.actions.making_tags import make_tag, merge_tags, rename_tag, retire_tag
from conversations.actions.tagging import put_new_tag, put_tag, take_tag
from conversations.inside_errors import (
    TagEmpty,
    TagIntoItself,
    TagNotFound,
    TagRetired,
    TagsFull,
    TagTooLong,
    TagTwice,
)
from conversations.models import Conversation, ConversationTag, Tag
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent
from tests.conversations.crowd import crowd
from tests.conversations.test_panel import browser_of


def made(cast: Cast, *names: str) -> list[Tag]:
    return [make_tag(actor=agent(cast.qin), name=name) for name in names]


def carried(thread: Conversation) -> list[int]:
    """The copy in the row; it must say what the table says."""
    thread.refresh_from_db()
    links = ConversationTag.objects.filter(conversation=thread).order_by("at", "pk")
    assert sorted(thread.tag_ids) == sorted(links.values_list("tag_id", flat=True))
    return list(thread.tag_ids)


def test_an_agent_tags_and_untags(cast: Cast) -> None:
    thread, (size, late) = cast.thread(), made(cast, "尺码", "催物流")
    before = thread.version
    put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=late.pk)
    row = put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=size.pk)
    assert row["tags"] == carried(thread) == [late.pk, size.pk]
    again = put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=size.pk)
    assert again["version"] == row["version"] > before
    take_tag(actor=agent(cast.tom), conversation_id=thread.pk, tag_id=late.pk)
    assert carried(thread) == [size.pk]
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="tag.").order_by("pk")
    assert [one.verb for one in verbs] == ["tag.made"] * 2 + ["tag.put"] * 2 + ["tag.taken"]


def test_ten_thousand_characters_get_one_sentence(cast: Cast) -> None:
    with pytest.raises(TagTooLong) as problem:
        make_tag(actor=agent(cast.qin), name="长" * 10_000)
    assert len(problem.value.told()) < 60
    with pytest.raises(TagEmpty):
        make_tag(actor=agent(cast.qin), name=" \u200b\n ")


def test_names_are_one_line_and_once(cast: Cast) -> None:
    (tag,) = made(cast, "  老\n客  户 ")
    assert tag.name == "老 客 户"
    with pytest.raises(TagTwice):
        make_tag(actor=agent(cast.qin), name="老 客 户")


def test_only_who_manages_tags_makes_one_in_passing(cast: Cast) -> None:
    thread, (known,) = cast.thread(), made(cast, "尺码")
    row = put_new_tag(actor=agent(cast.mei), conversation_id=thread.pk, name="尺码")
    assert row["tags"] == [known.pk]
    with pytest.raises(PermissionRefused):
        put_new_tag(actor=agent(cast.mei), conversation_id=thread.pk, name="新词")
    row = put_new_tag(actor=agent(cast.qin), conversation_id=thread.pk, name="新词")
    assert len(row["tags"]) == 2


def test_a_thread_is_full_by_the_shops_rule(cast: Cast) -> None:
    set_policy(
        actor=cast.lan.user,
        shop_id=cast.shop.pk,
        name="chat.tags_per_thread",
        value=1,
        source="test",
    )
    thread, (one, two) = cast.thread(), made(cast, "甲", "乙")
    put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=one.pk)
    with pytest.raises(TagsFull, match="1"):
        put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=two.pk)


def test_merging_leaves_each_thread_one_of_the_two(cast: Cast) -> None:
    first, second, both = cast.thread(), cast.thread(), cast.thread()
    size, fit = made(cast, "尺码", "大小")
    for thread, tags in ((first, [fit]), (second, [size]), (both, [fit, size])):
        for tag in tags:
            put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=tag.pk)
    with pytest.raises(TagIntoItself):
        merge_tags(actor=agent(cast.qin), tag_id=fit.pk, into_id=fit.pk)
    assert merge_tags(actor=agent(cast.qin), tag_id=fit.pk, into_id=size.pk) == 2
    assert [carried(one) for one in (first, second, both)] == [[size.pk]] * 3
    assert not Tag.objects.filter(pk=fit.pk).exists()


def test_retired_stays_where_it_is_and_is_put_nowhere(cast: Cast) -> None:
    thread, other, (tag,) = cast.thread(), cast.thread(), made(cast, "双十一")
    put_tag(actor=agent(cast.mei), conversation_id=thread.pk, tag_id=tag.pk)
    retire_tag(actor=agent(cast.qin), tag_id=tag.pk, retired=True)
    assert carried(thread) == [tag.pk]
    with pytest.raises(TagRetired, match="双十一"):
        put_tag(actor=agent(cast.mei), conversation_id=other.pk, tag_id=tag.pk)
    retire_tag(actor=agent(cast.qin), tag_id=tag.pk, retired=False)
    put_tag(actor=agent(cast.mei), conversation_id=other.pk, tag_id=tag.pk)


def test_renaming_into_another_is_refused(cast: Cast) -> None:
    one, _ = made(cast, "甲", "乙")
    with pytest.raises(TagTwice):
        rename_tag(actor=agent(cast.qin), tag_id=one.pk, name="乙")
    assert rename_tag(actor=agent(cast.qin), tag_id=one.pk, name="丙").name == "丙"


def test_tags_of_another_shop_do_not_exist(cast: Cast) -> None:
    thread, (tag,) = cast.thread(shop=cast.other_shop), made(cast, "小满的")
    with pytest.raises(TagNotFound):
        put_tag(actor=agent(cast.oleg), conversation_id=thread.pk, tag_id=tag.pk)
    for act in (rename_tag, retire_tag):
        more = {"name": "我的"} if act is rename_tag else {"retired": True}
        with pytest.raises(TagNotFound):
            act(actor=agent(cast.oleg), tag_id=tag.pk, **more)  # type: ignore[operator]
    with pytest.raises(TagNotFound):
        merge_tags(actor=agent(cast.oleg), tag_id=tag.pk, into_id=tag.pk + 1)


def test_the_page_of_the_largest_list_is_short(cast: Cast) -> None:
    """Every line offered every other tag: 1,000, which a shop may have, were 49 MB."""
    Tag.objects.bulk_create(Tag(shop=cast.shop, name=f"标签{number}") for number in range(1000))
    answer = browser_of(cast.qin).get("/settings/tags/")
    page = answer.content.decode()
    assert page.count('value="标签7"') == 2  # its own name, and once to merge into
    assert len(answer.content) < 2_000_000


def test_a_tag_is_merged_into_the_one_that_is_typed(cast: Cast) -> None:
    size, shape = made(cast, "尺码", "大小")
    browser = browser_of(cast.qin)
    refused = browser.post(f"/settings/tags/{shape.pk}/merge/", {"into": "没有的"})
    assert refused.status_code == 422
    assert "没有选要并到哪个标签" in refused.content.decode()
    done = browser.post(f"/settings/tags/{shape.pk}/merge/", {"into": " 尺码 "})
    assert done.status_code == 302
    assert list(Tag.objects.filter(shop=cast.shop)) == [size]


def test_a_tag_of_many_threads_is_merged_by_its_number(cast: Cast) -> None:
    """A list of 50,000 threads took 104 seconds under their locks, where the table's statistics
    were behind: it was gone through for every row."""
    late, slow = made(cast, "催物流", "物流慢")
    crowd(shop_id=cast.shop.pk, owner_id=cast.mei.pk, count=500)
    threads = Conversation.objects.filter(shop=cast.shop)
    ConversationTag.objects.bulk_create(
        ConversationTag(shop=cast.shop, conversation=one, tag=late, member=cast.mei, at=now())
        for one in threads
    )
    threads.update(tag_ids=[late.pk])
    with CaptureQueriesContext(connection) as asked:
        assert merge_tags(actor=agent(cast.qin), tag_id=late.pk, into_id=slow.pk) == 500
    long = [one["sql"].split()[:2] for one in asked.captured_queries if len(one["sql"]) > 2000]
    assert long == [["UPDATE", "conversations_conversation"]]
    assert all(one.tag_ids == [slow.pk] for one in threads)
    assert ConversationTag.objects.filter(tag=slow).count() == 500

"""Messages as Slack writes them in histories and events."""

from __future__ import annotations

from bot.playground.shapes import JsonObject
from bot.playground.workspace import Account, Channel, Post, Workspace


def message_json(workspace: Workspace, post: Post, app_id: str) -> JsonObject:
    """A message without its place and its metadata."""
    author = workspace.accounts[post.author]
    message: JsonObject = {
        "type": "message",
        "user": author.id,
        "text": post.text,
        "ts": post.ts,
        "team": author.team,
    }
    if author.bot_id:
        message |= _of_bot(author, workspace, app_id)
    else:
        message["client_msg_id"] = f"00000000-0000-4000-8000-{post.ts.replace('.', '')[-12:]}"
        if author.team != workspace.team:
            message |= {"user_team": author.team, "source_team": author.team}
    if post.blocks:
        message["blocks"] = list(post.blocks)
    if post.files:
        message |= {"subtype": "file_share", "files": list(post.files), "upload": False}
    if post.edited_ts:
        message["edited"] = {"user": author.id, "ts": post.edited_ts}
    return message | _thread(workspace.channels[post.channel], post)


def stored_json(workspace: Workspace, post: Post, app_id: str, *, metadata: bool) -> JsonObject:
    """A message as histories hold it, with its metadata only if that was asked for."""
    message = message_json(workspace, post, app_id)
    return message | {"metadata": post.metadata} if metadata and post.metadata else message


def _of_bot(author: Account, workspace: Workspace, app_id: str) -> JsonObject:
    return {
        "bot_id": author.bot_id,
        "app_id": app_id,
        "bot_profile": {
            "id": author.bot_id,
            "app_id": app_id,
            "name": author.name,
            "team_id": workspace.team,
            "deleted": False,
        },
    }


def _thread(channel: Channel, post: Post) -> JsonObject:
    if post.only_for or (post.thread_ts and not post.is_reply):
        return {"thread_ts": post.thread_ts} if post.thread_ts else {}
    if post.is_reply:
        parent = channel.posts.get(post.thread_ts)
        return {
            "thread_ts": post.thread_ts,
            "parent_user_id": parent.author if parent else "USLACKBOT",
        }
    replies = channel.thread(post.ts)[1:] if post.ts in channel.answered else []
    if not replies:
        return {}
    return {
        "thread_ts": post.ts,
        "reply_count": len(replies),
        "reply_users": sorted({reply.author for reply in replies}),
        "latest_reply": replies[-1].ts,
    }

"""Every phrase that only Slack shows, by name, so that no language can lack one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.controls import Reason


@dataclass(frozen=True, slots=True)
class SlackWords:
    """The phrases of one language. ``{name}`` in a phrase is filled in with str.format."""

    # Answers
    found_one: str
    found_many: str
    found_more: str
    sure: str
    question: str
    shared_by: str
    contact: str
    contact_of: str
    more: str
    more_of: str
    share: str
    share_read: str
    ask_coordinators: str
    useful: str
    not_useful: str
    contacts_private: str
    only_you: str
    unread_files: str
    shortened: str
    example: str
    small_talk: str
    empty: str
    files_only: str
    empty_directory: str
    no_index: str
    # Contacts
    contact_heading: str
    email: str
    phone: str
    slack: str
    please_say: str
    to_me: str
    requested: str
    requested_again: str
    no_contact: str
    stranger: str
    member_gone: str
    # Profiles
    profile: str
    close: str
    people: str
    # Requests to the coordinators
    nobody_request: str
    contact_request: str
    from_outside: str
    asked_by: str
    question_unknown: str
    nearest_members: str
    please_introduce: str
    please_help: str
    request_sent: str
    request_again: str
    request_failed: str
    # Feedback
    thanks: str
    which_helped: str
    choose_member: str
    sorry: str
    why_not: str
    choose_reason: str
    reasons: Mapping[Reason, str]
    noted: str
    # Notices
    help_what: str
    help_mention: str
    help_direct: str
    help_ask: str
    help_show: str
    help_name: str
    help_help: str
    help_status: str
    help_reindex: str
    help_examples: str
    more_examples: str
    help_conditions: str
    help_contacts: str
    not_found: str
    closest: str
    not_staff: str
    error: str
    outdated_button: str
    expired_question: str
    shared: str
    share_failed: str
    moved: str
    moved_text: str
    moved_not_member: str
    moved_archived: str
    moved_not_found: str
    moved_other: str
    # Status and reindexing
    status: str
    status_members: str
    status_statements: str
    status_index: str
    status_model: str
    status_import: str
    status_file: str
    status_questions: str
    status_nobody: str
    status_waiting: str
    status_troubles: str
    never: str
    stale: str
    rejected: str
    no_index_serves: str
    no_troubles: str
    reindex_started: str
    reindex_progress: str
    reindex_done: str
    reindex_unchanged: str
    reindex_counts: str
    reindex_failed: str
    reindex_cause: str
    reindex_see_log: str
    reindex_elsewhere: str

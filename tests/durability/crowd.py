"""A crowd that asks by every door, round after round, and a Slack that forgets what is over."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from functools import partial
from random import Random

from bot.playground.person import Person
from bot.playground.seen import SeenMessage
from bot.playground.workspace import Channel
from tests.scenarios.oddities import QUESTIONS, REFINEMENTS
from tests.scenarios.telling import told
from tests.scenarios.town import Town

# How many ask in one round, by which door.
MENTIONS, DIRECT, COMMANDS, FORMS = 7, 6, 5, 2
ROUND = MENTIONS + DIRECT + COMMANDS + FORMS
_CHANNELS = 4
_WITHIN = 60.0
_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
_SEARCHING = ("Searching …", "探しています…")


@dataclass
class Crowd:
    """Twenty people in four channels, half of whom read Japanese."""

    town: Town
    seed: int
    people: list[Person] = field(init=False)
    channels: list[Channel] = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)
        slack = self.town.slack
        self.channels = [slack.channel(f"team {n}", slack.bot) for n in range(_CHANNELS)]
        self.people = [
            self.town.newcomer(f"asker {n}", *self.channels, locale=("ja-JP", "en-US")[n % 2])
            for n in range(ROUND)
        ]

    def asks(self) -> None:
        """One round: everybody asks, everybody is answered; one follows up, one judges."""
        since = self.town.slack.platform.now_ts()
        asking = iter(self._random.sample(self.people, ROUND))
        said = [
            (person, person.mentions(self._question(), self._random.choice(self.channels)))
            for person, _ in zip(asking, range(MENTIONS), strict=False)
        ]
        said += [
            (person, person.writes_to_bot(self._question()))
            for person, _ in zip(asking, range(DIRECT), strict=False)
        ]
        commanding = [person for person, _ in zip(asking, range(COMMANDS), strict=False)]
        for person in commanding:
            line = f"/partners {self._question()}"
            assert not person.commands(line, self._random.choice(self.channels)).error
        for person in asking:
            self._fills_in_the_form(person)
        answers = [person.sees_answer_to(one, within=_WITHIN) for person, one in said]
        for person in commanding:
            self.town.slack.waits_for(partial(self._was_whispered, person, since), _WITHIN)
        person, one = said[0]
        self._judges(person, answers[0])
        again = person.writes(self._random.choice(REFINEMENTS), self._place(one.channel), one)
        person.sees_answer_to(again, within=_WITHIN)
        self._forgets_before(since)

    def _was_whispered(self, person: Person, since: str) -> bool:
        """Whether something was shown to this person alone; nobody does two things in a round."""
        return any(
            post.only_for == person.id and ts > since
            for channel in self.channels
            for ts, post in channel.posts.items()
        )

    def _fills_in_the_form(self, person: Person) -> None:
        assert not person.uses_shortcut("search_partners").error
        form = person.waits_for_view(lambda view: view.callback_id == "search")
        sent = person.submits(form, {"text": self._question()})
        assert not sent.error, sent
        person.waits_for_view(
            lambda view: (
                view.id == form.id
                and view.hash != form.hash
                and not any(map(view.says, _SEARCHING))
            )
        )

    def _judges(self, person: Person, answer: SeenMessage) -> None:
        if "feedback:" in " ".join(answer.controls):
            useful = ("役に立った", "Useful")
            control = next(one for one in answer.controls if one.startswith("feedback:"))
            place = self._place(answer.channel)
            label = useful[0] if useful[0] in answer.controls[control] else useful[1]
            told(self.town, person, lambda: person.presses(answer, control, label), place)

    def _question(self) -> str:
        """A question of somebody's, now and then with words that nobody ever used."""
        text: str = self._random.choice(QUESTIONS)
        if self._random.random() < 0.5:
            latin = "".join(self._random.choices(string.ascii_lowercase, k=8))
            kana = "".join(self._random.choices(_KATAKANA, k=6))
            text = f"{text} {latin} {kana} {self._random.randrange(10_000)}個"
        return text

    def _place(self, id_: str) -> Channel:
        return self.town.slack.platform.workspace.channels[id_]

    def _forgets_before(self, ts: str) -> None:
        """Nothing that Slack keeps grows, so that what grows is the bot's."""
        platform = self.town.slack.platform
        with platform.changed:
            for channel in platform.workspace.channels.values():
                channel.posts = {key: post for key, post in channel.posts.items() if key >= ts}
                channel.answered.clear()
            platform.views.modals.clear()
            platform.agent.statuses = [one for one in platform.agent.statuses if not one.ended]
            journal = platform.journal
            journal.recorded.clear()
            journal.calls.clear()
            journal.deliveries.clear()
            journal.traffic.clear()

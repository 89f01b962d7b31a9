"""The table of the forms that tell an event, as its readers ask it."""

from __future__ import annotations

import pytest

from briefs.model.facts import AgreementStatus, MeetingStatus
from briefs.text.guard_words import MET, SIGNED, TEMPLATES, TO_MEET, form_of_status

VERBS = {
    MeetingStatus.HAPPENED: MET,
    MeetingStatus.PLANNED: TO_MEET,
    MeetingStatus.CALLED_OFF: None,
}
OF_AGREEMENTS = {
    AgreementStatus.SIGNED: SIGNED,
    AgreementStatus.AGREED: None,
    AgreementStatus.PLANNED: None,
    AgreementStatus.REFUSED: None,
    AgreementStatus.ENDED: None,
}


@pytest.mark.parametrize("status", MeetingStatus)
def test_a_meeting_is_told_by_its_status(status: MeetingStatus) -> None:
    form = form_of_status(status)
    assert (form.verb if form else None) == VERBS[status]
    assert form is None or (form.verb in TEMPLATES and form.fewest == 2)


@pytest.mark.parametrize("status", AgreementStatus)
def test_of_agreements_only_the_signed_have_a_form(status: AgreementStatus) -> None:
    form = form_of_status(status)
    assert (form.verb if form else None) == OF_AGREEMENTS[status]

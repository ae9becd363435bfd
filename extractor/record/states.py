"""What may become of a finding, from its discovery to its verified correction."""

OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"
SENT, ANSWERED, CORRECTED, VERIFIED = "sent", "answered", "corrected", "verified"
STATES = (OPEN, ACCEPTED, REJECTED, SENT, ANSWERED, CORRECTED, VERIFIED)

# From each state the lawful next ones, the usual way first. What was decided by mistake is undone, not stepped back from.
NEXT = {
    OPEN: (ACCEPTED, REJECTED),
    ACCEPTED: (SENT, CORRECTED, REJECTED),
    REJECTED: (ACCEPTED,),
    SENT: (ANSWERED, CORRECTED, REJECTED),
    ANSWERED: (CORRECTED, SENT, REJECTED),
    CORRECTED: (VERIFIED, SENT),
    VERIFIED: (),
}
# States of a finding that holds: a run with these decisions marks it as accepted.
HOLDING = (ACCEPTED, SENT, ANSWERED, CORRECTED, VERIFIED)
FURTHER = HOLDING[1:]
# States of a finding that the agency has still to mend.
OUTSTANDING = (ACCEPTED, SENT, ANSWERED)


class UnlawfulStepError(ValueError):
    """A step that the way of a finding does not have: from where, to where, and what may follow."""

    def __init__(self, state: str, wanted: str) -> None:
        super().__init__(f"a finding that is {state} cannot become {wanted}")
        self.state, self.wanted, self.lawful = state, wanted, NEXT.get(state, ())

    def __reduce__(self) -> tuple[type["UnlawfulStepError"], tuple[str, str]]:
        """Rebuilt from its parts, so that it survives a trip between processes."""
        return UnlawfulStepError, (self.state, self.wanted)


class MissingReasonError(ValueError):
    """A rejection without a reason, which nobody could follow later."""


def check_step(state: str, wanted: str, reason: str) -> None:
    """Refuses a step that is not lawful; staying in a state, to change reason or note, is.

    Raises:
        UnlawfulStepError: there is no such step.
        MissingReasonError: it rejects without a reason.
    """
    if wanted != state and wanted not in NEXT.get(state, ()):
        raise UnlawfulStepError(state, wanted)
    if wanted == REJECTED and not reason.strip():
        raise MissingReasonError("a rejected finding needs a reason")

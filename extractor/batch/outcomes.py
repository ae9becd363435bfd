"""How the work on a document ended, in one word for the ledger and in a sentence for a person."""

from extractor.batch.ledger import FAILED, Result
from extractor.errors import ExitCode
from extractor.isolation import Failure, Kind, Outcome
from schemas import Message

VANISHED, CHANGED, SOURCE_GONE, KILLER = "vanished", "changed", "source-gone", "kills-workers"
# An error of ours is named by its exit code, but for these.
BY_NAME = {"ChangedFileError": CHANGED, "GoneFileError": SOURCE_GONE}
SENTENCES = {
    Kind.out_of_memory: ("Memori yang diizinkan habis ({detail}).", "It ran out of the memory allowed ({detail})."),
    Kind.cpu_limit: ("Waktu prosesor yang diizinkan habis ({detail}).", "It ran out of processor time ({detail})."),
    Kind.timeout: ("Tidak selesai dalam waktu yang diizinkan ({detail}).", "It was not done in time ({detail})."),
    Kind.crashed: ("Prosesnya mati ({detail}).", "Its process died ({detail})."),
    Kind.stopped: ("Dihentikan.", "It was stopped."),
}
ADVICE = {
    Kind.out_of_memory: ("Coba --retry-failed dengan --memory lebih besar.", "Try --retry-failed with more --memory."),
    Kind.timeout: ("Coba --retry-failed dengan --timeout lebih besar.", "Try --retry-failed with a longer --timeout."),
    Kind.cpu_limit: (
        "Coba --retry-failed dengan --timeout lebih besar.",
        "Try --retry-failed with a longer --timeout.",
    ),
}
GONE = Message(
    id="Berkas sumbernya tidak ada lagi; hasil yang lama tetap disimpan.",
    en="Its source is no longer there; the old result stays.",
)
LOST = Message(id="Berkasnya hilang sebelum dibaca.", en="The file vanished before it was read.")
DEADLY = Message(
    id="Pekerja klaster mati karenanya dua kali; dokumen ini disisihkan. Coba tanpa klaster: --retry-failed.",
    en="Workers of the cluster died over it twice; it was set aside. Try it without the cluster: --retry-failed.",
)
MOST = 300


def failure(outcome: Outcome) -> Result:
    """The result of work that ended without a document."""
    word, told, code = outcome.kind.value.replace("_", "-"), _told(outcome), None
    if outcome.detail.startswith(KILLER):
        word, told = KILLER, DEADLY
    if outcome.error is not None:
        word, told, code = _refused(outcome.error)
    return Result(FAILED, word, told, code, None, outcome.seconds, outcome.cpu_seconds, outcome.peak_mb)


def gone(word: str = VANISHED) -> Result:
    """The result where a file is no longer there."""
    return Result(FAILED, word, GONE if word == SOURCE_GONE else LOST, int(ExitCode.USAGE))


def is_full(outcome: Outcome) -> bool:
    """Whether the work ended because nothing could be written, which says nothing about its document."""
    return outcome.error is not None and outcome.error.exit_code == ExitCode.CANNOT_WRITE


def _refused(error: Failure) -> tuple[str, Message, int]:
    told = error.error()
    # A file that was there when the work was planned.
    missing = error.exit_code == ExitCode.USAGE and error.found.startswith("no file")
    word = VANISHED if missing else BY_NAME.get(error.name, ExitCode(error.exit_code).name.lower().replace("_", "-"))
    return word, Message(id=told.message("id"), en=told.message("en")), error.exit_code


def _told(outcome: Outcome) -> Message:
    detail = outcome.detail.splitlines()[0][:MOST] if outcome.detail else outcome.exit_signal or outcome.kind.value
    parts = zip(SENTENCES.get(outcome.kind, SENTENCES[Kind.crashed]), ADVICE.get(outcome.kind, ("", "")), strict=True)
    indonesian, english = (f"{sentence.format(detail=detail)} {advice}".strip() for sentence, advice in parts)
    return Message(id=indonesian, en=english)
